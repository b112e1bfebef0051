namespace LstmForecast;

public sealed partial class SearchSpace
{
    /// <summary>
    /// What is worth varying for most series, from <see cref="ForecasterOptions.Auto"/> (with a single network, to be quick:
    /// set <see cref="ForecasterOptions.EnsembleSize"/> in what is found) and <see cref="AutoTraining"/>: units, transforms,
    /// strategy, loss, the kind of training, its learning rate, dropout.
    /// </summary>
    /// <param name="horizon">How many steps ahead forecasts will go, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The horizon is below 1.</exception>
    public static SearchSpace Default(int horizon)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(horizon, 1);
        int window = Math.Max(16, 2 * horizon);
        return From(ForecasterOptions.Auto(horizon) with { EnsembleSize = 1 }, new AutoTraining())
            .Choice(
                "units",
                (int[][])[[16], [32], [64], [32, 32], [64, 64]],
                (candidate, units) => candidate with { Forecaster = candidate.Forecaster with { HiddenSizes = units } })
            .Choice(
                "transforms",
                (Transform[][])
                [
                    [Transform.Auto],
                    [Transform.StandardizePerSeries],
                    [Transform.LogShifted, Transform.StandardizePerSeries],
                    [Transform.Difference(), Transform.StandardizePerSeries],
                    [Transform.WindowNormalize(window)],
                ],
                (candidate, transforms) => candidate with { Forecaster = candidate.Forecaster with { Transforms = transforms } },
                transforms => transforms switch
                {
                    [_] when transforms[0] == Transform.Auto => "auto",
                    [_] when transforms[0] == Transform.StandardizePerSeries => "standardize",
                    [_] => $"window {window}",
                    [var first, _] => first == Transform.LogShifted ? "log" : "difference",
                    _ => throw new ArgumentException("There is no name for these transforms.", nameof(horizon)),
                })
            .Choice(
                "strategy",
                [ForecastStrategy.Direct, ForecastStrategy.Recursive],
                // One step is the same either way.
                (candidate, strategy) => horizon == 1
                    ? candidate
                    : candidate with { Forecaster = candidate.Forecaster with { Strategy = strategy } })
            .Choice(
                "loss",
                (string[])["squared", "absolute", "Huber"],
                (candidate, loss) => candidate with { Forecaster = candidate.Forecaster with { Loss = LossOf(loss) } })
            .Choice(
                "training",
                (string[])["auto", "L-BFGS", "AdamW"],
                (candidate, training) => candidate with { Training = TrainingOf(training) })
            .LogUniform(
                "learning rate",
                3e-4,
                1e-2,
                (candidate, rate) => candidate.Training is AdamWTraining adam
                    ? candidate with { Training = adam with { LearningRate = rate } }
                    : candidate)
            .Choice(
                "dropout",
                [0, 0.1, 0.2],
                // It acts between layers.
                (candidate, dropout) => candidate.Forecaster.HiddenSizes.Count == 1
                    ? candidate
                    : candidate with { Forecaster = candidate.Forecaster with { Dropout = dropout } });
    }

    private static Loss LossOf(string name) => name switch
    {
        "squared" => Loss.Squared,
        "absolute" => Loss.Absolute,
        _ => Loss.Huber(),
    };

    private static TrainingOptions TrainingOf(string name) => name switch
    {
        "auto" => new AutoTraining(),
        "L-BFGS" => new LbfgsTraining { Epochs = 6, Optimizer = new LbfgsOptions { MaxIterations = 5 } },
        _ => new AdamWTraining
        {
            Epochs = 30,
            ClipGradientNorm = 1,
            WarmupEpochs = 1,
            Schedule = LearningRateSchedule.Cosine,
            Windows = new WindowOptions { Length = 128, WindowsPerEpoch = 512 },
            RestoreEpoch = EpochChoice.Last,
        },
    };
}
