using LstmForecast.Model;
using LstmForecast.Series;
using LstmForecast.Training;
using LstmForecast.TrainingData;
using LstmForecast.Transforms;

namespace LstmForecast;

/// <summary>Whether series can be trained on and judged by, apart from what is made of them.</summary>
internal static class TrainingSeriesChecks
{
    /// <summary>What can be said by the options alone.</summary>
    /// <exception cref="ArgumentException">A series, or a set of them, does not fit; it is named.</exception>
    public static void ThrowIfUnfit(ForecasterOptions options, SeriesSet train, SeriesSet? validation)
    {
        if (train.Count == 0) throw new ArgumentException("There is no series to train on; pass at least one.", nameof(train));
        foreach (TimeSeries series in train)
        {
            CheckOne(options, series, nameof(train));
            CalendarTable.ThrowIfNoTimes(options.Data.Calendar, series, nameof(train));
        }

        if (options.Normalization == Normalization.Batch)
        {
            if (train.Count < 2 || train.Any(series => series.Length != train[0].Length))
            {
                throw new ArgumentException(
                    "Normalization.Batch averages over the series at each time step: it needs at least two training "
                    + "series, all of the same length. Cut them to one length, or use Normalization.Layer.",
                    nameof(train));
            }
        }

        if (validation is null) return;
        if (validation.Count == 0)
            throw new ArgumentException("The validation set has no series; pass at least one, or null.", nameof(validation));
        if (!validation.Channels.SequenceEqual(train.Channels, StringComparer.Ordinal))
        {
            throw new ArgumentException(
                $"The validation series have the channels ({string.Join(", ", validation.Channels)}), the training series "
                + $"({string.Join(", ", train.Channels)}); they must be the same in the same order.",
                nameof(validation));
        }

        if (train.Step is { } learnt && validation.Step is { } judged && learnt != judged)
        {
            throw new ArgumentException(
                $"The validation series have the time step {judged}, the training series {learnt}; they must have the same one.",
                nameof(validation));
        }

        foreach (TimeSeries series in validation)
        {
            CheckOne(options, series, nameof(validation));
            CalendarTable.ThrowIfNoTimes(options.Data.Calendar, series, nameof(validation));
        }
    }

    private static void CheckOne(ForecasterOptions options, TimeSeries series, string argument)
    {
        SeriesChecks.ThrowIfShorterThan(series, 2, "training (one point to see and one to forecast)", argument);
        if (options.Data.Missing.Fills) SeriesChecks.ThrowIfNoNumbers(series, argument);
        TimeSeries whole = options.Data.Missing.Apply(series, options.Data.IsTarget);
        // A covariate that is missing cannot be made up.
        SeriesChecks.ThrowIfNotFinite(whole, channel => options.Data.Missing.IsMask && options.Data.IsTarget(channel), argument);
    }

    /// <summary>Whether enough is left to learn where the end of each series is held out.</summary>
    /// <exception cref="ArgumentException">A series is too short; it is named.</exception>
    public static void ThrowIfTooShort(SeriesSet train, int held)
    {
        foreach (TimeSeries series in train)
            SeriesChecks.ThrowIfShorterThan(series, held + 2L, $"training with ValidationSteps = {held}", nameof(train));
    }

    /// <summary>What can be said when the transforms are fitted.</summary>
    /// <param name="model">The model, with or without weights.</param>
    /// <param name="train">What is learned from, with gaps filled.</param>
    /// <param name="judged">What it is judged by, with gaps filled; empty for nothing.</param>
    /// <param name="isHeldOut">Whether that is the end of the training series.</param>
    /// <param name="isNew">Whether nothing was learnt before.</param>
    /// <exception cref="ArgumentException">A series, or a set of them, does not fit; it is named.</exception>
    public static void ThrowIfUnfit(
        ModelDefinition model,
        IReadOnlyList<TimeSeries> train,
        IReadOnlyList<JudgedSeries> judged,
        bool isHeldOut,
        bool isNew)
    {
        CheckQuantiles(model.Transforms, model.Output, "options");
        foreach (TimeSeries series in train) StaticInputs.Check(model, series, nameof(train));
        CheckLeftBy(model, train, nameof(train));
        if (isNew) CheckTaught(model, train);
        CheckObserved(model, train.Select(series => (series, 0)), nameof(train));
        if (judged.Count == 0) return;
        string argument = isHeldOut ? nameof(train) : "validation";
        if (!isHeldOut)
        {
            foreach (JudgedSeries one in judged)
            {
                StaticInputs.Check(model, one.Series, argument);
                InputRange.CheckCovariates(model, one.Series, argument);
            }

            CheckLeftBy(model, judged.Select(one => one.Series), argument);
        }

        CheckObserved(model, judged.Select(one => (one.Series, one.LossFrom)), argument);
    }

    private static void CheckQuantiles(TransformPipeline transforms, OutputLayout output, string argument)
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
            argument);
    }

    private static void CheckLeftBy(ModelDefinition model, IEnumerable<TimeSeries> set, string argument)
    {
        TransformPipeline transforms = model.Transforms;
        foreach (TimeSeries series in set)
        {
            if (model.Output.IsOfCounts) SeriesChecks.ThrowIfNotCounts(series, model.Channels.Targets, argument);
            if (model.Bounds is { } bounds) CheckBounds(bounds, series, model.Channels.Targets, argument);
            transforms.Check(model.Channels.TargetsOf(series), argument);
            SeriesChecks.ThrowIfShorterThan(
                series,
                transforms.PointsUsedUp + 2,
                $"training after transforms that use up {transforms.PointsUsedUp}",
                argument);
        }
    }

    private static void CheckBounds(ValueBounds bounds, TimeSeries series, int[] targets, string argument)
    {
        foreach (int channel in targets)
        {
            for (int time = 0; time < series.Length; time++)
            {
                double value = series[time, channel];
                if (double.IsNaN(value) || bounds.Clamp(value) == value) continue;
                (string side, string name, double? bound) =
                    value < bounds.Lower ? ("below", nameof(DataOptions.LowerBound), bounds.Lower) : ("above", nameof(DataOptions.UpperBound), bounds.Upper);
                throw new ArgumentException(
                    FormattableString.Invariant($"Series '{series.Name}' has {value} at index {time} of channel ")
                    + FormattableString.Invariant($"'{series.Channels[channel]}', {side} {name} ({bound}). Move the bound, or mend the value."),
                    argument);
            }
        }
    }

    private static void CheckTaught(ModelDefinition model, IReadOnlyList<TimeSeries> train)
    {
        int usedUp = model.Transforms.PointsUsedUp;
        foreach (int channel in model.Channels.Targets)
        {
            (int taught, TimeSeries longest) = TaughtSteps.Of(train, channel, usedUp);
            if (taught >= model.Output.Steps || taught == 0) continue;
            throw new UntaughtStepsException(
                $"The training series teach only the first {taught} of {model.Output.Steps} horizon steps: the longest, "
                + $"'{longest.Name}', has {longest.Length} points to learn channel '{model.Channels.Names[channel]}' from, of which "
                + $"the transforms use up {usedUp} and the first forecast needs one. Give a Horizon of at most {taught}, longer "
                + "series, or ForecastStrategy.Recursive.",
                nameof(train));
        }
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
}
