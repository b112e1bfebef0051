using LstmForecast.Forecasting;
using LstmForecast.Lstm;
using LstmForecast.Network;
using LstmForecast.Series;
using LstmForecast.Training;
using LstmForecast.Transforms;

namespace LstmForecast;

/// <summary>From options and series to what is trained: roles of channels, fitted transforms, inputs and targets.</summary>
internal static class ForecasterSetup
{
    public static MemberTraining Of(
        ForecasterOptions options, TrainingOptions training, SeriesSet train, SeriesSet? validation)
    {
        ChannelRoles roles = Roles(options, train);
        foreach (TimeSeries series in train) CalendarTable.ThrowIfNoTimes(options.Calendar, series, nameof(train));
        int held = training.ValidationSteps ?? 0;
        TimeSeries[] learnt = [.. train.Select(series => Filled(options, held == 0 ? series : WithoutEnd(series, held)))];
        TransformPipeline transforms;
        (options, transforms) = WithStrategy(options, [.. learnt.Select(series => roles.TargetsOf(series))]);
        var output = new OutputLayout(options.Horizon ?? 1, roles.Targets.Length, options.Loss.Kind, options.Loss.Levels);
        CheckQuantiles(options, transforms, output);
        var untrained = new TrainingHistory { Epochs = [], StopReason = StopReason.EpochsCompleted, RestoredEpoch = 0, Choices = transforms.Choices };
        var model = new ModelDefinition
        {
            Channels = roles,
            Precision = options.Precision,
            Transforms = transforms,
            Covariates = CovariateFit.Of(roles, learnt, options.Calendar),
            Output = output,
            Missing = options.Missing,
            Step = train[0].Times?.Step,
            Members = [],
            Combination = options.EnsembleCombination,
            History = untrained,
        };
        CheckLeftBy(model, learnt, nameof(train));
        CheckObserved(model, learnt.Select(series => (series, 0)), nameof(train));
        if (validation is not null)
        {
            CheckLeftBy(model, validation.Select(series => Filled(options, series)), nameof(validation));
            CheckObserved(model, validation.Select(series => (series, 0)), nameof(validation));
        }
        else if (held > 0)
        {
            CheckObserved(model, train.Select(series => (series, series.Length - held)), nameof(train));
        }

        var shape = new NetworkShape(
            model.Input.Width, [.. options.HiddenSizes], [.. options.HeadSizes], output.Width, options.Normalization)
        {
            Embeddings = [.. model.Covariates.Categories.Select(category => category.Embedding)],
        };
        TimeSeries[] judged = [.. (validation ?? (held > 0 ? train : new SeriesSet())).Select(series => Filled(options, series))];
        return new MemberTraining
        {
            Model = model,
            Shape = shape,
            Members = options.EnsembleSize,
            Dropout = options.Dropout,
            Device = options.Device,
            Runner = LayerRunners.For(options.Engine, options.Device),
            Megabytes = options.MemoryMegabytes,
            Training = training,
            Loss = options.Loss,
            Train = learnt,
            Validation = [.. judged.Select(series => new JudgedSeries(series, held == 0 ? 0 : series.Length - held, Cutoff(series)))],
            Threads = options.Threads ?? Environment.ProcessorCount,
            Seed = options.Seed,
        };

        int Cutoff(TimeSeries series) => held > 0
            ? series.Length - held
            : Math.Max(transforms.PointsUsedUp + 1, (int)(training.FreeRunningWarmup * series.Length));
    }

    private static void CheckQuantiles(ForecasterOptions options, TransformPipeline transforms, OutputLayout output)
    {
        // Counts are forecast as they are.
        if (output.QuantileLevels.Count == 0 || output.IsOfCounts) return;
        FittedTransform? adding = transforms.Steps.FirstOrDefault(step => step.AccumulatesOver(output.Steps));
        if (adding is null) return;
        throw new ArgumentException(
            $"{adding.Description} is undone by adding up the steps of the horizon, of which there are {output.Steps}, and "
            + "the quantiles of a sum are not the sums of quantiles. Use Transform.SubtractLastValue or "
            + "Transform.SeasonalNaiveResidual in its place, which look at observed values alone; or leave Horizon out and "
            + "ask SamplePaths; or choose a loss without quantiles.",
            nameof(options));
    }

    /// <summary>Quantiles and past covariates cannot be fed back.</summary>
    public static bool MustBeDirect(ForecasterOptions options) =>
        options.Loss.Kind == OutputKind.Quantiles || options.PastCovariates.Count > 0;

    /// <summary>The options with a horizon if, and only if, the strategy is direct, and the transforms that go with it.</summary>
    private static (ForecasterOptions Options, TransformPipeline Transforms) WithStrategy(
        ForecasterOptions options, IReadOnlyList<TimeSeries> train)
    {
        ForecasterOptions recursive = options with { Horizon = null };
        switch (options.Strategy)
        {
            case ForecastStrategy.Recursive:
                return (recursive, Transforms(recursive));
            case ForecastStrategy.Auto when options.Horizon > 1 && !MustBeDirect(options):
                TransformPipeline transforms = Transforms(recursive);
                bool seasonal = transforms.Steps.Any(step => step.IsSeasonal);
                ForecasterOptions chosen = seasonal ? recursive : options;
                return (chosen, (seasonal ? transforms : Transforms(options)).With(seasonal
                    ? "Strategy: recursive, as a season is taken out."
                    : "Strategy: direct, as no season is taken out."));
            default:
                return (options, Transforms(options));
        }

        TransformPipeline Transforms(ForecasterOptions own) =>
            TransformPipeline.Fit(own.Transforms, train, train[0].Times?.Step.Seasons, own.Horizon);
    }

    private static ChannelRoles Roles(ForecasterOptions options, SeriesSet train)
    {
        string[] names = [.. train.Channels];
        int[] past = Indexes(nameof(options.PastCovariates), options.PastCovariates);
        int[] known = Indexes(nameof(options.KnownCovariates), options.KnownCovariates);
        int[] targets = [.. Enumerable.Range(0, names.Length).Except(past).Except(known)];
        if (targets.Length == 0)
        {
            throw new ArgumentException(
                $"All channels ({string.Join(", ", names)}) are named as covariates; leave at least one to forecast.",
                nameof(train));
        }

        return new ChannelRoles(names, targets, past, known);

        int[] Indexes(string option, IReadOnlyList<string> wanted) => [.. wanted.Select(name =>
        {
            int index = Array.IndexOf(names, name);
            return index >= 0 ? index : throw new ArgumentException(
                $"{option} names the channel '{name}'; the series have ({string.Join(", ", names)}). Name one of those.",
                nameof(train));
        })];
    }

    private static TimeSeries Filled(ForecasterOptions options, TimeSeries series) =>
        options.Missing.Filling?.Apply(series) ?? series;

    private static TimeSeries WithoutEnd(TimeSeries series, int held)
    {
        SeriesChecks.ThrowIfShorterThan(series, held + 2L, $"training with ValidationSteps = {held}", "train");
        return series[..^held];
    }

    /// <summary>The mean of no losses is not a number.</summary>
    private static void CheckObserved(
        ModelDefinition model, IEnumerable<(TimeSeries Series, int From)> set, string argument)
    {
        if (!model.Missing.IsMask) return;
        int first = model.Transforms.PointsUsedUp + 1;
        bool any = set.Any(one => model.Channels.Targets.Any(target =>
            one.Series.Channel(target).Skip(Math.Max(first, one.From)).Any(double.IsFinite)));
        if (!any)
        {
            throw new ArgumentException(
                $"No series has an observed value to {(argument == "train" ? "learn" : "judge by")} after its first "
                + $"{first} point(s), or in its last ones that ValidationSteps holds out; leave such series out.",
                argument);
        }
    }

    private static void CheckLeftBy(ModelDefinition model, IEnumerable<TimeSeries> set, string argument)
    {
        TransformPipeline transforms = model.Transforms;
        foreach (TimeSeries series in set)
        {
            if (model.Output.IsOfCounts) SeriesChecks.ThrowIfNotCounts(series, model.Channels.Targets, argument);
            transforms.Check(model.Channels.TargetsOf(series), argument);
            SeriesChecks.ThrowIfShorterThan(
                series,
                transforms.PointsUsedUp + 2,
                $"training after transforms that use up {transforms.PointsUsedUp}",
                argument);
        }
    }
}
