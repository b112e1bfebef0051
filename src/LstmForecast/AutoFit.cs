using LstmForecast.Model;
using LstmForecast.Training;
using LstmForecast.Transforms;

namespace LstmForecast;

/// <summary>What <see cref="AutoTraining"/> comes to for the series at hand.</summary>
internal sealed class AutoFit(ForecasterOptions options, AutoTraining training, SeriesSet train, SeriesSet? validation)
{
    private const int MostPointsAtOnce = 20_000;
    private const int FewestSeriesOfASet = 10;
    private const int FewestPointsOfASet = 1000;
    private const int IterationsInEpoch = 5;
    private const int Patience = 8;
    private const int WithoutValidation = 4;
    private const int LongestWindow = 256;
    private const int PointsInEpoch = 60_000;
    private const int WindowsInBatch = 32;

    private readonly List<string> _choices = [];

    /// <param name="fit">Trains on given series with given options.</param>
    /// <returns>The model, with the choices in its history.</returns>
    public TrainedForecaster Run(FitOnce fit)
    {
        if (IsOfASet && new AutoSetFit(options, training, train).Run(fit) is TrainedForecaster ofSet) return ofSet;
        long points = Points(train);
        bool atOnce = points <= MostPointsAtOnce;
        AutoTrial? trial = Try(fit);
        if (trial is not null && AutoTrial.IsCancelled(trial.Model)) return Cancelled(trial);
        ForecasterOptions chosen = trial is null ? options : options with { Strategy = trial.Strategy };
        TrainingOptions last = atOnce ? AtOnce(points, trial) : InBatches(points);
        TrainedForecaster model = fit(train, chosen, last, new FitStage(TrainingStage.Training, EpochWork(last, train)));
        // Epochs of the same optimizer can be compared; any are better than none.
        int reached = atOnce ? AutoTrial.EpochsOf(model) : Math.Min(1, AutoTrial.EpochsOf(model));
        if (trial is not null && AutoTrial.IsCancelled(model) && reached < AutoTrial.EpochsOf(trial.Model)) return Cancelled(trial);
        return new TrainedForecaster(
            model.Definition, model.History with { Choices = [.. model.History.Choices, .. _choices] });
    }

    /// <summary>
    /// Whether preparations are chosen for a set as a whole: enough series that their ends tell which are good, or enough points.
    /// </summary>
    private bool IsOfASet => validation is null
        && options is { Horizon: not null, Strategy: not ForecastStrategy.Recursive, Transforms: [AutoPlan] }
        && options.Loss.Kind is OutputKind.Point or OutputKind.Quantiles
        && (train.Count >= FewestSeriesOfASet || Points(train) >= FewestPointsOfASet);

    /// <summary>How long to train, and by which strategy, judged by the end of the series; null where nothing is to be found out.</summary>
    private AutoTrial? Try(FitOnce fit)
    {
        if (HeldOut(train) is null) return null;
        bool strategyIsOpen = options.Strategy == ForecastStrategy.Auto && options.Horizon > 1
            && !UntrainedModel.MustBeDirect(options);
        bool epochsAreOpen = validation is null && Points(train) <= MostPointsAtOnce;
        if (!strategyIsOpen && !epochsAreOpen) return null;
        SeriesSet some = Sample();
        int held = HeldOut(some)!.Value;
        LbfgsTraining trial = Lbfgs(training.Epochs) with { ValidationSteps = held, Patience = Patience };
        if (!strategyIsOpen || held < options.Horizon)
            return Judge(options.Strategy, TrainingStage.Trial);
        AutoTrial recursive = Judge(ForecastStrategy.Recursive, TrainingStage.RecursiveTrial);
        if (AutoTrial.IsCancelled(recursive.Model)) return recursive;
        if (JudgeDirect() is not AutoTrial direct)
        {
            _choices.Add($"Strategy: recursive, as the series without their last {held} steps are too short to try {options.Horizon} at once.");
            return recursive;
        }

        AutoTrial[] both = [recursive, direct];
        if (AutoTrial.IsCancelled(both[1].Model))
        {
            bool isBetter = AutoTrial.EpochsOf(both[1].Model) > 0 && both[1].Error < recursive.Error;
            return isBetter ? both[1] : recursive with { Model = AsCancelled(recursive.Model) };
        }

        // The recursive one unless the other is clearly better, as it forecasts any horizon.
        AutoTrial best = both[0].Error <= both[1].Error * (1 + AutoTrial.Margin) ? both[0] : both[1];
        _choices.Add(FormattableString.Invariant(
            $"Strategy: {best.Strategy.ToString().ToLowerInvariant()}. On the last {held} steps, held out, recursive forecasts of ")
            + FormattableString.Invariant(
                $"{options.Horizon} steps erred by {both[0].Error:0.###} of the typical change from step to step, direct ones by {both[1].Error:0.###}."));
        return best;

        AutoTrial? JudgeDirect()
        {
            try
            {
                return Judge(ForecastStrategy.Direct, TrainingStage.DirectTrial);
            }
            catch (UntaughtStepsException)
            {
                return null;
            }
        }

        AutoTrial Judge(ForecastStrategy strategy, TrainingStage stage)
        {
            ForecasterOptions small = AutoTrial.Small(options with { Strategy = strategy });
            double epochWork = EpochWork(trial, some);
            double later = training.Epochs * options.EnsembleSize * EpochWork(
                Points(train) <= MostPointsAtOnce ? Lbfgs(training.Epochs) : Batches(LongestWindowOf(train)), train);
            // The other one.
            if (stage == TrainingStage.RecursiveTrial) later += training.Epochs * small.EnsembleSize * epochWork;
            TrainedForecaster model = fit(some, small, trial, new FitStage(stage, epochWork, later));
            return AutoTrial.Of(model, strategy, some, held, options.Horizon);
        }
    }

    /// <summary>What a trial came to, for a training that was cancelled before there was a better model.</summary>
    private static TrainedForecaster Cancelled(AutoTrial trial)
    {
        TrainedForecaster model = AsCancelled(trial.Model);
        const string Why = "Training: cancelled before a network had learned all points as long as in the trial; this is the "
            + "model of the trial, which held out the end of the series.";
        return new TrainedForecaster(model.Definition, model.History with { Choices = [.. model.History.Choices, Why] });
    }

    private static TrainedForecaster AsCancelled(TrainedForecaster model) =>
        new(model.Definition, model.History with { StopReason = StopReason.Cancelled });

    private LbfgsTraining AtOnce(long points, AutoTrial? trial)
    {
        string size = $"Training: {points} points, few enough for L-BFGS over all at once";
        if (validation is not null)
        {
            _choices.Add($"{size}, as long as the validation series gain.");
            return Lbfgs(training.Epochs) with { Patience = Patience };
        }

        if (trial is null)
        {
            _choices.Add($"{size}; too short to hold anything out: {WithoutValidation * IterationsInEpoch} iterations.");
            return Lbfgs(WithoutValidation);
        }

        _choices.Add(
            $"{size}. With the end of the series held out {trial.Epochs * IterationsInEpoch} iterations did about best on it; then "
            + "trained as long on all points.");
        return Lbfgs(trial.Epochs) with { RestoreEpoch = EpochChoice.Last };
    }

    private AdamWTraining InBatches(long points)
    {
        int length = LongestWindowOf(train);
        int windows = WindowsPerEpoch(length);
        int? held = validation is null ? HeldOut(train) : null;
        _choices.Add(
            $"Training: {points} points, too many at once: AdamW, {windows} windows of {length} steps an epoch in batches of "
            + $"{WindowsInBatch}"
            + (held is null ? "." : $", the best weights by the last {held} steps of each series, which were held out."));
        return Batches(length) with
        {
            ValidationSteps = held,
            Patience = held is null && validation is null ? null : Math.Max(Patience, training.Epochs / 4),
        };
    }

    private AdamWTraining Batches(int length) => new()
    {
        Epochs = training.Epochs,
        LearningRate = 3e-3,
        BatchSize = WindowsInBatch,
        ClipGradientNorm = 1,
        WarmupEpochs = Math.Min(1, training.Epochs - 1),
        Schedule = LearningRateSchedule.Cosine,
        Windows = new WindowOptions { Length = length, WindowsPerEpoch = WindowsPerEpoch(length) },
        OnCancellation = training.OnCancellation,
    };

    private static int WindowsPerEpoch(int length) => Math.Max(WindowsInBatch, PointsInEpoch / length);

    private static int LongestWindowOf(SeriesSet set) => Math.Min(LongestWindow, set.Max(series => series.Length));

    /// <summary>The points that one network passes in an epoch.</summary>
    private static double EpochWork(TrainingOptions chosen, SeriesSet set) => chosen switch
    {
        LbfgsTraining { Optimizer: LbfgsOptions optimizer } => (double)optimizer.EvaluationLimit * Points(set),
        GradientTraining { Windows: { Length: int length, WindowsPerEpoch: int count } } => (double)length * count,
        _ => Points(set),
    };

    private LbfgsTraining Lbfgs(int epochs) => new()
    {
        Epochs = epochs,
        Optimizer = new LbfgsOptions { MaxIterations = IterationsInEpoch },
        OnCancellation = training.OnCancellation,
    };

    /// <summary>As many of the series, evenly spread over all, as are few enough to be learned at once.</summary>
    private SeriesSet Sample()
    {
        long points = Points(train);
        if (points <= MostPointsAtOnce) return train;
        int count = Math.Max(1, (int)(train.Count * (double)MostPointsAtOnce / points));
        return new SeriesSet(Enumerable.Range(0, count).Select(i => Newest(train[(int)((long)i * train.Count / count)])));
    }

    // One very long series is as much too long as many are.
    private static TimeSeries Newest(TimeSeries series) => series[Math.Max(0, series.Length - MostPointsAtOnce)..];

    private static long Points(SeriesSet set) => set.Sum(series => (long)series.Length);

    /// <summary>The end of each series to judge by: a horizon or two, and no more than a fifth of the shortest; null for none.</summary>
    private int? HeldOut(SeriesSet set)
    {
        int shortest = set.Min(series => series.Length);
        int wanted = Math.Max(2 * (options.Horizon ?? 1), shortest / 6);
        int held = Math.Min(wanted, shortest / 5);
        return held >= 4 ? held : null;
    }
}
