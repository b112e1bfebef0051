using LstmForecast.Numerics;

namespace LstmForecast.Transforms;

/// <summary>Fitted transforms of the forecast channels, in the order in which they are applied.</summary>
internal sealed class TransformPipeline(IReadOnlyList<FittedTransform> steps)
{
    public IReadOnlyList<FittedTransform> Steps { get; } = steps;

    /// <summary>How many of the first points of a series are used up before the network sees it.</summary>
    public int PointsUsedUp => Steps.Sum(step => step.PointsUsedUp);

    /// <summary>What was chosen on the training series and why, in sentences for the user.</summary>
    public IReadOnlyList<string> Choices { get; private init; } = [];

    /// <param name="plans">What to do, in order; each is fitted to what the one before it made of the series.</param>
    /// <param name="train">The training series, with the channels to forecast alone and no gaps.</param>
    /// <param name="seasons">
    /// Lengths of seasons that the series' time step suggests, in steps, for <see cref="Transform.Auto"/>; default none.
    /// </param>
    /// <param name="horizon">How many steps will be forecast at once; null for one, fed back.</param>
    public static TransformPipeline Fit(
        IReadOnlyList<Transform> plans, IReadOnlyList<TimeSeries> train, IReadOnlyList<int>? seasons = null, int? horizon = null)
    {
        var steps = new List<FittedTransform>();
        var choices = new List<string>();
        IReadOnlyList<TimeSeries> observed = train;
        foreach (Transform plan in plans)
        {
            Expansion expansion = plan.Expand(train, seasons ?? [], horizon);
            choices.AddRange(expansion.Choices);
            foreach (Transform one in expansion.Plans)
            {
                FittedTransform step = one.Fit(train);
                if (!step.IsValidFor(observed[0].Channels.Count)) throw Overflow(step, observed);
                train = Blocks.Select(train, series => step.Apply(series, nameof(train)));
                steps.Add(step);
            }
        }

        return new TransformPipeline(steps) { Choices = choices };
    }

    private static ArgumentException Overflow(FittedTransform step, IReadOnlyList<TimeSeries> train)
    {
        (TimeSeries largest, int place) = train
            .SelectMany(series => Enumerable.Range(0, series.Values.Length).Select(place => (series, place)))
            .MaxBy(one => Math.Abs(one.series.Values[one.place]));
        (int time, int channel) = Math.DivRem(place, largest.Channels.Count);
        return new ArgumentException(
            $"{step.Description} cannot be fitted: what it would divide by is no finite number above 0. The largest value is "
            + FormattableString.Invariant($"{largest.Values[place]} at index {time} of channel '{largest.Channels[channel]}' ")
            + $"of series '{largest.Name}'; divide the series, or leave the transform out.",
            nameof(train));
    }

    /// <summary>The same with a further choice to tell of.</summary>
    public TransformPipeline With(string choice) => new(Steps) { Choices = [.. Choices, choice] };

    /// <summary>A whole series, each point seen from the one before it.</summary>
    public TimeSeries Apply(TimeSeries series, string argument = "series") =>
        Steps.Aggregate(series, (current, step) => step.Apply(current, argument));

    /// <summary>Rejects a series that a transform cannot take, with an error that names the place.</summary>
    /// <param name="series">The channels to forecast, without gaps.</param>
    /// <param name="argument">The caller's argument.</param>
    public void Check(TimeSeries series, string argument)
    {
        int last = Steps.Count - 1;
        while (last >= 0 && !Steps[last].ChecksValues) last--;
        for (int i = 0; i <= last; i++)
        {
            if (i == last) Steps[i].Check(series, argument);
            else series = Steps[i].Apply(series, argument);
        }
    }

    /// <summary>Whether the pipeline is another one at each cutoff of this series.</summary>
    public bool LooksAtHistoryOf(string series) => Steps.Any(step => step.LooksAtHistoryOf(series));

    /// <summary>Whether a step was fitted to a training series of that name alone.</summary>
    public bool KnowsByName(string series) => Steps.OfType<FittedSeriesScaling>().Any(step => step.Series.ContainsKey(series));

    /// <summary>The pipeline for one channel of a series, without any points yet.</summary>
    /// <param name="series">The name of the series.</param>
    /// <param name="channel">The channel among those that are forecast, 0-based.</param>
    /// <param name="history">
    /// Its observed values, which are not yet appended: what a series that training did not know is fitted to.
    /// </param>
    /// <param name="capacity">
    /// How many points to keep, so that forecasts can be inverted from any cutoff; null for as few as inverting from the
    /// last one takes, however many are appended.
    /// </param>
    public TransformedChannel For(string series, int channel, ReadOnlySpan<double> history, int? capacity = null)
    {
        return new TransformedChannel(FittedTo(series, channel, history), capacity);
    }

    /// <summary>The transforms for one channel of a series, fitted to its history where training did not know it.</summary>
    public ChannelTransform[] FittedTo(string series, int channel, ReadOnlySpan<double> history)
    {
        var transforms = new ChannelTransform[Steps.Count];
        double[] level = history.ToArray();
        for (int i = 0; i < transforms.Length; i++)
        {
            ChannelTransform transform = transforms[i] = Steps[i].For(series, channel, level);
            // What the next transform is fitted to; nothing is left of a history that is too short.
            var next = new double[Math.Max(0, level.Length - transform.PointsUsedUp)];
            if (next.Length > 0 && i < transforms.Length - 1) transform.ApplyToSeries(level, next);
            level = next;
        }

        return transforms;
    }

    /// <summary>Writes or reads what <see cref="FittedTo"/> learnt from a history, that it need not be kept.</summary>
    public void Transfer(StateArchive archive, string series, ChannelTransform[] fitted)
    {
        for (int i = 0; i < fitted.Length; i++)
        {
            if (Steps[i].LooksAtHistoryOf(series)) fitted[i] = Steps[i].Transfer(archive, fitted[i]);
        }
    }
}
