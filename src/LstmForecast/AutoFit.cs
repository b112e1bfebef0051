namespace LstmForecast;

/// <summary>What <see cref="AutoTraining"/> comes to for the series at hand.</summary>
internal sealed class AutoFit(ForecasterOptions options, AutoTraining training, SeriesSet train, SeriesSet? validation)
{
    private const int MostPointsAtOnce = 20_000;
    private const int IterationsInEpoch = 5;
    private const int Patience = 8;
    private const int WithoutValidation = 4;
    private const int LongestWindow = 256;
    private const int PointsInEpoch = 60_000;
    private const int WindowsInBatch = 32;

    /// <param name="fit">Trains with given options.</param>
    /// <returns>The model, with the choices in its history.</returns>
    public TrainedForecaster Run(Func<ForecasterOptions, TrainingOptions, TrainedForecaster> fit)
    {
        long points = train.Sum(series => (long)series.Length);
        (TrainingOptions last, string[] choices) = points <= MostPointsAtOnce ? AtOnce(fit, points) : InBatches(points);
        TrainedForecaster model = fit(options, last);
        TrainingHistory history = model.History with { Choices = [.. model.History.Choices, .. choices] };
        return new TrainedForecaster(model.Definition with { History = history });
    }

    private (TrainingOptions Training, string[] Choices) AtOnce(
        Func<ForecasterOptions, TrainingOptions, TrainedForecaster> fit, long points)
    {
        string size = $"Training: {points} points, few enough for L-BFGS over all at once";
        if (validation is not null)
            return (Lbfgs(training.Epochs) with { Patience = Patience }, [$"{size}, as long as the validation series gain."]);
        if (HeldOut() is not int held)
            return (Lbfgs(WithoutValidation), [$"{size}; too short to hold anything out: {WithoutValidation * IterationsInEpoch} iterations."]);
        LbfgsTraining trial = Lbfgs(training.Epochs) with { ValidationSteps = held, Patience = Patience };
        int epochs = Math.Max(1, fit(options with { EnsembleSize = 1 }, trial).History.RestoredEpoch);
        return (
            Lbfgs(epochs) with { Restore = BestEpoch.Last },
            [
                $"{size}. With the last {held} steps held out {epochs * IterationsInEpoch} iterations did best on them; "
                + "then trained as long on all points.",
            ]);
    }

    private (TrainingOptions Training, string[] Choices) InBatches(long points)
    {
        int length = Math.Min(LongestWindow, train.Max(series => series.Length));
        int windows = (int)Math.Max(WindowsInBatch, PointsInEpoch / length);
        int? held = validation is null ? HeldOut() : null;
        var chosen = new AdamTraining
        {
            Epochs = training.Epochs,
            LearningRate = 3e-3,
            BatchSize = WindowsInBatch,
            ClipGradientNorm = 1,
            WarmupEpochs = Math.Min(1, training.Epochs - 1),
            Schedule = LearningRateSchedule.Cosine,
            Windows = new WindowOptions { Length = length, WindowsPerEpoch = windows },
            ValidationSteps = held,
            Patience = held is null && validation is null ? null : Math.Max(Patience, training.Epochs / 4),
            OnCancellation = training.OnCancellation,
        };
        return (
            chosen,
            [
                $"Training: {points} points, too many at once: AdamW, {windows} windows of {length} steps an epoch in batches of "
                + $"{WindowsInBatch}"
                + (held is null ? "." : $", the best weights by the last {held} steps of each series, which were held out."),
            ]);
    }

    private LbfgsTraining Lbfgs(int epochs) => new()
    {
        Epochs = epochs,
        Optimizer = new LbfgsOptions { MaxIterations = IterationsInEpoch },
        OnCancellation = training.OnCancellation,
    };

    /// <summary>The end of each series to judge by: a horizon or two, and no more than a fifth of the shortest; null for none.</summary>
    private int? HeldOut()
    {
        int shortest = train.Min(series => series.Length);
        int wanted = Math.Max(2 * (options.Horizon ?? 1), shortest / 6);
        int held = Math.Min(wanted, shortest / 5);
        return held >= 4 ? held : null;
    }
}
