using LstmForecast.Checks;

namespace LstmForecast;

/// <summary>How a training may go: its own options, and what they ask of the forecaster's and of the series that judge it.</summary>
internal static class TrainingRules
{
    /// <exception cref="ArgumentException">Something is wrong or contradicts; the message lists all of it.</exception>
    public static void ThrowIfBroken(
        ForecasterOptions options, TrainingOptions training, bool hasValidation, bool isFurther = false)
    {
        OptionCheck check = OptionCheck.Of(training, nameof(training));
        if (isFurther && training is AutoTraining)
        {
            check.Add(
                "It chooses how to train a new model; train one further with LbfgsTraining, AdamWTraining or SgdTraining.");
        }

        AddValidation(check, training, hasValidation);
        if (training.KeepEpochs && options.EnsembleSize > 1)
        {
            check.Add(
                nameof(training.KeepEpochs),
                $"is set and EnsembleSize is {options.EnsembleSize}; members may stop at different epochs, so there is no "
                + "ensemble of one epoch to go back to: leave it out, or train one network.");
        }

        if (options.Normalization == Normalization.Batch) AddBatchNormalization(check, training);
        check.ThrowIfAny(nameof(training));
    }

    private static void AddValidation(OptionCheck check, TrainingOptions training, bool hasValidation)
    {
        if (training.RestoreEpoch is EpochChoice.ValidationLoss or EpochChoice.FreeRunningError && !hasValidation
            && training.ValidationSteps is null)
        {
            check.Add(
                nameof(training.RestoreEpoch),
                $"is {training.RestoreEpoch} but there are no validation series; pass some, or restore by training loss.");
        }

        if (training.ValidationSteps is not null && hasValidation)
            check.Add(nameof(training.ValidationSteps), "is set and there are validation series too; choose one of them.");
    }

    private static void AddBatchNormalization(OptionCheck check, TrainingOptions training)
    {
        if (training is GradientTraining { BatchSize: 1 })
        {
            check.Add(
                nameof(GradientTraining.BatchSize),
                "is 1; Normalization.Batch averages over the series of a mini-batch and needs at least 2. Raise it, or use "
                + "Normalization.Layer.");
        }

        if (training is GradientTraining { Windows.WindowsPerEpoch: 1 })
        {
            check.Add(
                "Windows.WindowsPerEpoch",
                "is 1; Normalization.Batch averages over the windows of a mini-batch and needs at least 2. Raise it, leave it "
                + "out, or use Normalization.Layer.");
        }
    }
}
