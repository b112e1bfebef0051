using LstmForecast;

/// <summary>From settings to options: automatic, but for what was set by hand.</summary>
internal static class Choices
{
    private const int IterationsInEpoch = 5;

    public static ForecasterOptions Forecaster(Settings settings, int season)
    {
        ForecasterOptions auto = ForecasterOptions.Auto(settings.Horizon);
        return auto with
        {
            Strategy = settings.Strategy,
            Transforms = settings.Transforms ?? auto.Transforms,
            HiddenSizes = settings.Hidden ?? auto.HiddenSizes,
            EnsembleSize = settings.Ensemble ?? auto.EnsembleSize,
            Seed = settings.Seed,
            Data = new DataOptions
            {
                PastCovariates = settings.PastCovariates,
                KnownCovariates = settings.KnownCovariates,
                Calendar = settings.Calendar,
                Missing = settings.Gaps switch
                {
                    Gaps.Linear => MissingValues.Fill(Filling.Linear),
                    Gaps.Last => MissingValues.Fill(Filling.Last),
                    Gaps.Seasonal => MissingValues.Fill(Filling.Seasonal(season)),
                    Gaps.Mask => MissingValues.Mask,
                    _ => MissingValues.Error,
                },
            },
        };
    }

    public static TrainingOptions Training(Settings settings)
    {
        TrainingOptions chosen = settings.Training switch
        {
            TrainingKind.Lbfgs => new LbfgsTraining { Optimizer = new LbfgsOptions { MaxIterations = IterationsInEpoch } },
            TrainingKind.Adam => new AdamWTraining
            {
                LearningRate = 3e-3,
                ClipGradientNorm = 1,
                Schedule = LearningRateSchedule.Cosine,
            },
            _ => new AutoTraining(),
        };
        return settings.Epochs is int epochs ? chosen with { Epochs = epochs } : chosen;
    }
}
