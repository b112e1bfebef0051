using LstmForecast.Objectives;
using LstmForecast.Training;
using LstmForecast.Transforms;

namespace LstmForecast;

/// <summary>
/// What <see cref="AutoTraining"/> comes to for a set of series: networks that see the series prepared in different ways, those of
/// them whose median forecast did best on the end of the series, each then trained longer on all points.
/// </summary>
/// <remarks>
/// Combining forecasts by their median: Petropoulos and Svetunkov (2020), "A simple combination of univariate models", International
/// Journal of Forecasting 36(1), 110-115. Choosing whose forecasts are combined by the error of the combination: Caruana et al.
/// (2004), "Ensemble selection from libraries of models", backwards from all, as all are meant to be good.
/// </remarks>
internal sealed class AutoSetFit(ForecasterOptions options, AutoTraining training, SeriesSet train)
{
    private const int MostSeriesToTry = 1000;
    private const int FewestSeriesToTry = 10;
    private const int MostOrigins = 3;
    private const int MostSeriesForSeasons = 30;
    private const int ShortestWindow = 16;
    private const int LongestWindow = 512;
    private const int StepsInEpoch = 400_000;
    private const int WindowsInBatch = 64;

    /// <summary>A trial is so many times shorter than the training.</summary>
    private const int TrialShare = 4;

    private readonly List<string> _choices = [];

    /// <param name="fit">Trains on given series with given options.</param>
    /// <returns>
    /// The model; null where the series are too short to learn the whole horizon at once, or no preparation suits them.
    /// </returns>
    public TrainedForecaster? Run(FitOnce fit)
    {
        int horizon = options.Horizon!.Value;
        (SeriesSet some, int steps, int origins) = Judging(horizon);
        int held = steps * origins;
        (int shortest, int longest) = (train.Min(series => series.Length), train.Max(series => series.Length));
        IReadOnlyList<Transform[]> tried = Preparations(
            Math.Min(shortest, some.Min(series => series.Length) - held),
            Math.Min(longest, some.Max(series => series.Length) - held),
            horizon);
        bool areTried = held > 0 && tried.Count > 1;
        if (!areTried) tried = Preparations(shortest, longest, horizon);
        if (tried.Count == 0) return null;
        _choices.Add(Seasons.Length == 0
            ? "No season is known of the time step or was found."
            : $"Seasons that may be: {string.Join(" and ", Seasons)} steps.");
        var trials = new List<Trial>();
        if (areTried)
        {
            var inner = new SeriesSet(some.Select(series => series[..^held]));
            var errors = new AutoSetErrors(some, UntrainedModel.Roles(options, some).Targets, steps, origins);
            TrainingOptions trial = Batches(Math.Max(1, training.Epochs / TrialShare), inner);
            for (int i = 0; i < tried.Count; i++)
            {
                double later = (tried.Count - 1 - i) * trial.Epochs + Members(tried.Count) * training.Epochs;
                TrainedForecaster? model = OrNull(
                    () => fit(inner, One(tried[i], options.Seed), trial, new FitStage(TrainingStage.Trial, EpochWork: 1, later)));
                if (model is null) continue;
                if (AutoTrial.IsCancelled(model)) return Cancelled([.. trials.Select(one => one.Model), model]);
                if (AutoTrial.EpochsOf(model) > 0) trials.Add(new Trial(tried[i], model, errors.Forecasts(model)));
            }

            if (trials.Count == 0) return null;
            trials = Chosen(trials, errors, $"the last {held} steps of {some.Count} series, held out");
        }
        else
        {
            _choices.Add($"The shortest series has {shortest} points, too few to hold any out: {tried.Count} preparations, untried.");
            trials = [.. tried.Select(transforms => new Trial(transforms, null, []))];
        }

        return Trained(fit, trials);
    }

    private TrainedForecaster? Trained(FitOnce fit, List<Trial> chosen)
    {
        TrainingOptions all = Batches(training.Epochs, train);
        int members = Members(chosen.Count);
        var models = new List<TrainedForecaster>();
        for (int member = 0; member < members; member++)
        {
            double later = (members - 1 - member) * all.Epochs;
            Trial one = chosen[member % chosen.Count];
            TrainedForecaster? model = OrNull(() => fit(
                train, One(one.Transforms, options.Seed + member), all, new FitStage(TrainingStage.Training, EpochWork: 1, later)));
            if (model is null) continue;
            if (AutoTrial.IsCancelled(model))
            {
                // Of the preparations that no network has learnt to the end, those of the trial.
                return Cancelled([.. models, model, .. chosen.Skip(models.Count).Select(trial => trial.Model)]);
            }

            // What is not finite from its first epoch on knows nothing.
            if (AutoTrial.EpochsOf(model) > 0) models.Add(model);
        }

        if (models.Count == 0) return null;
        _choices.Add(
            $"Training: {models.Count} networks, {training.Epochs} epochs of AdamW each on all points; the forecast is their median.");
        return Combined(models);
    }

    /// <summary>A preparation that the series do not suit is left out; where all are, the fit that follows says what is wrong.</summary>
    private TrainedForecaster? OrNull(Func<TrainedForecaster> fit)
    {
        try
        {
            return fit();
        }
        catch (ArgumentException exception)
        {
            _choices.Add($"A preparation was left out: {exception.Message}");
            return null;
        }
    }

    /// <summary>At least one network for each preparation.</summary>
    private int Members(int preparations) => Math.Max(options.EnsembleSize, preparations);

    private ForecasterOptions One(Transform[] transforms, long seed) => options with
    {
        Transforms = transforms,
        Strategy = ForecastStrategy.Direct,
        Loss = options.Loss is AutoLoss ? Loss.Absolute : options.Loss,
        EnsembleSize = 1,
        Seed = seed,
    };

    private AdamWTraining Batches(int epochs, SeriesSet set)
    {
        // Time to warm up, and a few horizons or the longest season that is tried, twice.
        int longest = set.Max(series => series.Length);
        int wanted = Math.Max(2 * options.Horizon!.Value, 4 * Seasons.DefaultIfEmpty(1).Min());
        int length = Math.Clamp(Math.Min(wanted, longest), 1, LongestWindow);
        length = Math.Min(Math.Max(length, ShortestWindow), longest);
        // A step that puts out many values is more work.
        double width = 1 + options.Horizon.Value / (4.0 * (options.HiddenSizes[0] + 1));
        return new AdamWTraining
        {
            Epochs = epochs,
            LearningRate = 3e-3,
            BatchSize = WindowsInBatch,
            ClipGradientNorm = 1,
            WarmupEpochs = Math.Min(1, epochs - 1),
            Schedule = LearningRateSchedule.Cosine,
            RestoreEpoch = EpochChoice.Last,
            Windows = new WindowOptions
            {
                Length = length,
                WindowsPerEpoch = Math.Max(WindowsInBatch, (int)(StepsInEpoch / (length * width))),
            },
            OnCancellation = training.OnCancellation,
        };
    }

    private IReadOnlyList<Transform[]> Preparations(int shortest, int longest, int horizon)
    {
        int most = Math.Min(shortest - AutoPreparations.FewestPointsLeft, longest - horizon - 1);
        int[] channels = UntrainedModel.Roles(options, train).Targets;
        double smallest = train.Min(series => channels.Min(channel => series.Channel(channel).Where(double.IsFinite).DefaultIfEmpty(0).Min()));
        return AutoPreparations.Of(smallest, [.. Seasons.Where(season => season <= most)], most, horizon);
    }

    /// <summary>The shortest and the longest season that the time step suggests or that is strong.</summary>
    private int[] Seasons => field ??= FindSeasons();

    private int[] FindSeasons()
    {
        int[] suggested = [.. train.Step?.Seasons ?? []];
        int channel = UntrainedModel.Roles(options, train).Targets[0];
        double[][] some =
        [
            .. Sample([.. train], MostSeriesForSeasons).Select(series => series.Channel(channel)).Where(values => values.All(double.IsFinite)),
        ];
        // Seen twice at least, in the shortest series once.
        int longest = (int)Math.Min(train.Average(series => series.Length) / 2, train.Min(series => series.Length) - 1);
        int[] all =
        [
            .. suggested.Concat(Seasonality.Detect(some, suggested)).Where(season => season > 1 && season <= longest).Distinct().Order(),
        ];
        return all.Length <= 2 ? all : [all[0], all[^1]];
    }

    private List<Trial> Chosen(List<Trial> trials, AutoSetErrors errors, string where)
    {
        List<Trial> left = [.. trials];
        double[] all = errors.OfMedian([.. left.Select(one => one.Forecasts)]);
        double[] error = all;
        while (left.Count > 2)
        {
            (double[] without, Trial worst) = left
                .Select(one => (errors.OfMedian([.. left.Where(other => other != one).Select(other => other.Forecasts)]), one))
                .MinBy(one => one.Item1.Average());
            // What helps from one origin alone may be chance.
            if (!without.Zip(error, (now, before) => now < before).All(helps => helps)) break;
            left.Remove(worst);
            error = without;
        }

        (Trial single, double best) = trials.Select(one => (one, errors.OfMedian([one.Forecasts]).Average())).MinBy(one => one.Item2);
        _choices.Add(FormattableString.Invariant(
            $"{trials.Count} preparations tried on {where}. The median of {left.Count} of them, ")
            + $"{string.Join("; ", left.Select(one => one.Name))}, "
            + FormattableString.Invariant($"erred by {error.Average():0.###} of the typical change from step to step, of all by {all.Average():0.###}, ")
            + FormattableString.Invariant($"the best alone ({single.Name}) by {best:0.###}."));
        foreach ((string name, double baseline) in errors.OfBaselines(Seasons))
        {
            _choices.Add(FormattableString.Invariant($"The {name} forecast erred by {baseline:0.###}")
                + (error.Average() < baseline ? "." : ": the networks are no better than it, and it needs no training."));
        }

        return left;
    }

    /// <summary>
    /// Series to try preparations on, and which of their last steps to hold out: a horizon or a few, where enough series are long enough for
    /// that and to learn as much from what comes before; else as much as the shortest can give.
    /// </summary>
    private (SeriesSet Series, int Steps, int Origins) Judging(int horizon)
    {
        for (int origins = MostOrigins; origins > 0; origins--)
        {
            int needed = (origins + 1) * horizon + Seasons.DefaultIfEmpty().Max() + AutoPreparations.FewestPointsLeft;
            TimeSeries[] enough = [.. train.Where(series => series.Length >= needed)];
            if (enough.Length >= Math.Min(FewestSeriesToTry, train.Count) && 2 * enough.Length >= train.Count)
                return (Sample(enough, MostSeriesToTry), horizon, origins);
        }

        return (Sample([.. train], MostSeriesToTry), Math.Min(horizon, train.Min(series => series.Length) / 4), 1);
    }

    /// <summary>Some series, evenly spread over all.</summary>
    private static SeriesSet Sample(TimeSeries[] all, int most) =>
        new(Enumerable.Range(0, Math.Min(most, all.Length)).Select(i => all[(int)((long)i * all.Length / Math.Min(most, all.Length))]));

    private TrainedForecaster Cancelled(List<TrainedForecaster?> models)
    {
        TrainedForecaster[] trained = [.. models.OfType<TrainedForecaster>().Where(model => AutoTrial.EpochsOf(model) > 0)];
        _choices.Add("Training: cancelled; this is the median of the networks so far, of which some were trained shorter, without "
            + "the end of the series.");
        TrainedForecaster combined = trained.Length == 0 ? models[0]! : Combined(trained);
        return new TrainedForecaster(combined.Definition, combined.History with { StopReason = StopReason.Cancelled });
    }

    private TrainedForecaster Combined(IReadOnlyList<TrainedForecaster> models)
    {
        TrainingHistory[] histories = [.. models.Select(model => model.History)];
        return new TrainedForecaster(
            models[0].Definition with
            {
                Members = [.. models.SelectMany(model => model.Definition.Members)],
                OwnTransforms = [.. models.Select(model => model.Definition.Transforms)],
                Combination = EnsembleCombination.Median,
            },
            histories[0] with { Members = histories, Choices = [.. _choices] });
    }

    /// <param name="Transforms">How its series were prepared.</param>
    /// <param name="Model">What was trained; null where nothing was tried.</param>
    /// <param name="Forecasts">Of what was held out.</param>
    private sealed record Trial(Transform[] Transforms, TrainedForecaster? Model, double[][][] Forecasts)
    {
        public string Name => string.Join(
            ", ", Model!.Definition.Transforms.Steps.Select(step => step.Description.Replace("Transform.", "", StringComparison.Ordinal)));
    }
}
