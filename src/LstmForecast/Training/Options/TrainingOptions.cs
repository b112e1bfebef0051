using LstmForecast.Training;

namespace LstmForecast;

/// <summary>
/// How a network is trained: one of <see cref="LbfgsTraining"/>, <see cref="AdamTraining"/> and
/// <see cref="SgdTraining"/>. Immutable.
/// </summary>
public abstract record TrainingOptions
{
    private protected TrainingOptions(int epochs) => Epochs = epochs;

    /// <summary>How many times the optimiser goes over the whole training set, at least 1.</summary>
    public int Epochs { get; init; }

    /// <summary>Which epoch's weights the model gets in the end. Default: automatic.</summary>
    public BestEpoch Restore { get; init; }

    /// <summary>
    /// Whether the weights of every epoch stay at hand, for <see cref="TrainedForecaster.AtEpoch"/>. Default: no. Cannot go
    /// with an ensemble.
    /// </summary>
    public bool KeepEpochs { get; init; }

    /// <summary>
    /// Training stops when the loss that <see cref="Restore"/> watches has not improved for so many epochs, at least 1.
    /// Default: null, never. Cannot go with <see cref="BestEpoch.Last"/>.
    /// </summary>
    public int? Patience { get; init; }

    /// <summary>
    /// By how much the watched loss must fall to count as an improvement for <see cref="Patience"/>, at least 0, in the
    /// units of the loss. Default: 0. The weights restored are those of the lowest loss all the same.
    /// </summary>
    public double MinimumDelta { get; init; }

    /// <summary>
    /// How the series are cut into windows. Default: null, each series is fed whole, from its first point to its last.
    /// </summary>
    public WindowOptions? Windows { get; init; }

    /// <summary>
    /// How many of the last time steps of each training series are not learnt but judge each epoch, at least 1.
    /// Default: null, none. Cannot go with validation series.
    /// </summary>
    public int? ValidationSteps { get; init; }

    /// <summary>
    /// The share of each validation series, between 0 and 1, from which the rest is forecast for
    /// <see cref="EpochReport.FreeRunningError"/>. Default: 0.5.
    /// </summary>
    public double FreeRunningWarmup { get; init; } = 0.5;

    /// <summary>
    /// What cancelling does. Default: throw. Either way it is heeded within one evaluation of the loss.
    /// </summary>
    public CancellationBehavior OnCancellation { get; init; }

    /// <summary>
    /// Where training leaves what it takes to go on after an interruption. Default: null, nowhere. Cannot go with
    /// <see cref="AutoTraining"/>.
    /// </summary>
    public CheckpointOptions? Checkpoint { get; init; }

    internal void Validate(bool hasValidation, int ensembleSize)
    {
        var problems = new List<string>();
        if (Epochs < 1) problems.Add($"Epochs is {Epochs}; it must be at least 1.");
        if (!Enum.IsDefined(Restore)) problems.Add($"Restore has the unknown value {Restore}.");
        if (Restore is BestEpoch.ValidationLoss or BestEpoch.FreeRunningError && !hasValidation && ValidationSteps is null)
            problems.Add($"Restore is {Restore} but there are no validation series; pass some, or restore by training loss.");
        if (Patience < 1) problems.Add($"Patience is {Patience}; it must be at least 1, or null for none.");
        if (Patience is not null && Restore == BestEpoch.Last)
            problems.Add("Patience watches the loss that Restore names, and Restore is Last; name a loss, or set Patience to null.");
        if (!(FreeRunningWarmup > 0 && FreeRunningWarmup < 1))
        {
            problems.Add(FormattableString.Invariant(
                $"FreeRunningWarmup is {FreeRunningWarmup}; it must be above 0 and below 1."));
        }

        if (KeepEpochs && ensembleSize > 1)
        {
            problems.Add(
                $"KeepEpochs is set and EnsembleSize is {ensembleSize}; members may stop at different epochs, so there is no "
                + "ensemble of one epoch to go back to: leave it out, or train one network.");
        }

        if (!(MinimumDelta >= 0 && double.IsFinite(MinimumDelta)))
            problems.Add(FormattableString.Invariant($"MinimumDelta is {MinimumDelta}; it must be at least 0."));
        if (ValidationSteps < 1) problems.Add($"ValidationSteps is {ValidationSteps}; it must be at least 1, or null for none.");
        if (ValidationSteps is not null && hasValidation)
            problems.Add("ValidationSteps is set and there are validation series too; choose one of them.");
        if (Windows is not null) problems.AddRange(Windows.Problems());
        if (Checkpoint is not null) problems.AddRange(Checkpoint.Problems());
        if (!Enum.IsDefined(OnCancellation)) problems.Add($"OnCancellation has the unknown value {OnCancellation}.");
        AddProblems(problems);
        OptionProblems.ThrowIfAny(GetType().Name, problems);
    }

    private protected abstract void AddProblems(List<string> problems);
}
