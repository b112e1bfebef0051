using System.Globalization;
using LstmForecast.Forecasting;
using LstmForecast.Model;
using LstmForecast.Numerics;
using LstmForecast.Series;
using LstmForecast.Transforms;
using LstmForecast.Unrolling;

namespace LstmForecast.Streaming;

/// <summary>
/// One series of a stream on its way into the networks of a model: what stands for missing values, one feed for each
/// member of the ensemble, what the errors tell.
/// </summary>
internal sealed class StreamRow
{
    private readonly ModelDefinition _model;

    // For each pipeline of the model those of each target.
    private readonly ChannelTransform[][][] _transforms;

    // The feed that needs most points before its network has an input.
    private readonly int _last;
    private readonly Filling?[] _fillings;

    // Of channels that are filled, what was last seen; null for others.
    private readonly PointBuffer?[] _filled;
    private readonly LocalScale[] _scales;
    private readonly bool[] _isTarget;
    private readonly double[] _point;
    private readonly bool[] _missing;

    /// <param name="model">The model.</param>
    /// <param name="series">Name, timestamps and static values of the series; its values are not looked at.</param>
    /// <param name="transforms">What <see cref="TransformsOf"/> made of what was known of the series at first.</param>
    /// <param name="options">What to keep an eye on.</param>
    public StreamRow(ModelDefinition model, TimeSeries series, ChannelTransform[][][] transforms, StreamingOptions options)
    {
        _model = model;
        _transforms = transforms;
        Series = series.WithValues([]);
        int channels = model.Channels.Names.Length;
        int targets = model.Channels.Targets.Length;
        Known = new StreamedKnown(model, series.Times);
        Feeds =
        [
            .. model.Members.Select((_, member) => new SeriesFeed(
                model.OfMember(member), series, Known, transforms[model.OwnTransforms is null ? 0 : member], capacity: null)),
        ];
        _last = Enumerable.Range(0, Feeds.Length).MaxBy(member => Feeds[member].UsedUp);
        _fillings = [.. Enumerable.Range(0, channels).Select(channel => model.Missing.FillingOf(model.Channels.Targets.Contains(channel)))];
        _filled = [.. _fillings.Select(filling => filling is null ? null : PointBuffer.Last(filling.Memory))];
        _scales = new LocalScale[model.Intervals is null ? 0 : targets];
        _isTarget = [.. Enumerable.Range(0, channels).Select(channel => model.Channels.Targets.Contains(channel))];
        _point = new double[channels];
        _missing = new bool[targets];
        Monitor = options.Intervals is null && options.Drift is null ? null : new StreamMonitor(options.Intervals, options.Drift, targets);
        // What the network looks ahead, or what the intervals do.
        Ahead = model.Channels.Known.Length == 0 ? 0 : Math.Max(model.Output.Steps, Monitor?.Horizon ?? 1);
    }

    private StreamRow(StreamRow other)
    {
        _model = other._model;
        _transforms = other._transforms;
        _last = other._last;
        Series = other.Series;
        Known = other.Known.Clone();
        Feeds = [.. other.Feeds.Select(feed => feed.Clone(Known))];
        _fillings = other._fillings;
        _filled = [.. other._filled.Select(filled => filled?.Clone())];
        _scales = [.. other._scales];
        _isTarget = other._isTarget;
        _point = [.. other._point];
        _missing = [.. other._missing];
        Monitor = other.Monitor?.Clone();
        Ahead = other.Ahead;
        Range = other.Range;
    }

    /// <summary>A row of its own that goes on from the same point.</summary>
    public StreamRow Clone() => new(this);

    /// <summary>Without any values.</summary>
    public TimeSeries Series { get; }

    public StreamedKnown Known { get; }

    public SeriesFeed[] Feeds { get; }

    public StreamMonitor? Monitor { get; }

    /// <summary>For how many steps after a point its covariates known ahead are needed.</summary>
    public int Ahead { get; }

    public int Count => Feeds[0].Count;

    public bool IsReady => Feeds[_last].IsReady;

    /// <summary>The last point, with what stands for gaps where the model fills them.</summary>
    public ReadOnlySpan<double> Point => _point;

    /// <summary>Whether a target was not observed at the last point.</summary>
    public bool LastWasMissing => _missing.AsSpan().Contains(true);

    public DriftSignal Drift => Monitor?.Drift ?? default;

    /// <summary>What is to be said of the first history beside training; null for nothing.</summary>
    public Func<string?>? Range { get; set; }

    /// <summary>What forecasts need to tell calibrated intervals.</summary>
    public ForecastIntervals? Intervals =>
        _model.Intervals is null ? null : new(_model.Intervals, [.. _scales.Select(scale => scale.Value)], _model.Bounds);

    /// <summary>Rejects a forecast for which covariates known ahead are missing.</summary>
    public void CheckAhead(int horizon)
    {
        if (!IsReady)
        {
            throw new InvalidOperationException(
                $"Series '{Series.Name}' has {Count} points; a forecast needs at least {Feeds[_last].UsedUp + 1}. Update the state "
                + "with more of them.");
        }

        HistoryChecks.EndInTime(Series.Times, Count, horizon);
        if (Ahead > 0 && Known.End < Count + horizon) throw NotAnnounced(Count + horizon);
    }

    /// <summary>Rejects a point that cannot be taken; changes nothing.</summary>
    public void Check(ReadOnlySpan<double> values, string argument = "values")
    {
        if (Count == int.MaxValue)
            throw new InvalidOperationException($"Series '{Series.Name}' has {Count} points, the most that a state takes; warm a new one.");
        for (int channel = 0; channel < values.Length; channel++)
        {
            double value = values[channel];
            if (_filled[channel] is PointBuffer before && double.IsNaN(value) && Count > 0)
                value = _fillings[channel]!.Next(before.Upto(before.Count));
            _point[channel] = value;
            int past = _model.Channels.Past.AsSpan().IndexOf(channel);
            bool isKnown = !_isTarget[channel] && past < 0;
            bool isGap = double.IsNaN(value) && _isTarget[channel] && Count > 0;
            if (!(Math.Abs(value) <= SeriesChecks.LargestValue) && !isGap && !isKnown) throw NotFinite(channel, value, argument);
            if (past >= 0) CheckCovariate(channel, past, value, argument);
        }

        for (int target = 0; target < _missing.Length; target++)
        {
            double value = _point[_model.Channels.Targets[target]];
            foreach (SeriesFeed feed in Feeds)
            {
                if (double.IsNaN(value)) continue;
                double scaled = feed.Peek(target, value);
                if (!double.IsFinite(scaled)) throw NotTaken(target, value, argument);
                if (Math.Abs(scaled) > _model.Precision.LargestInput())
                    throw TooLarge(_model.Channels.Targets[target], value, scaled, argument);
            }

            if (_model.Output.IsOfCounts && (value < 0 || value != Math.Floor(value)) && !double.IsNaN(value)) throw NoCount(target, value, argument);
        }

        if (Ahead > 0 && Known.End < Count + 1 + Ahead) throw NotAnnounced(Count + 1 + Ahead);
    }

    /// <summary>Takes a point that was checked.</summary>
    /// <param name="values">As it came in, a value for each channel.</param>
    /// <param name="filled">With what stands for gaps, where they are filled; else empty for what was checked.</param>
    public void Begin(ReadOnlySpan<double> values, ReadOnlySpan<double> filled)
    {
        if (!filled.IsEmpty) filled.CopyTo(_point);
        for (int channel = 0; channel < _filled.Length; channel++) _filled[channel]?.Append(_point[channel]);
        for (int target = 0; target < _missing.Length; target++)
        {
            double value = values[_model.Channels.Targets[target]];
            _missing[target] = double.IsNaN(value);
            if (_scales.Length > 0) _scales[target].Append(value);
            if (!_missing[target] && IsReady) Monitor?.Observe(Count, target, value);
        }
    }

    /// <summary>The adaptive interval after the last point.</summary>
    public PredictionInterval Interval(StreamingOptions options, int step, int target)
    {
        if (options.Intervals is not AdaptiveIntervalOptions intervals)
        {
            throw new InvalidOperationException(
                $"The state of series '{Series.Name}' has no adaptive intervals; warm it with StreamingOptions.Intervals.");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(step, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(step, intervals.Horizon);
        ArgumentOutOfRangeException.ThrowIfNegative(target);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(target, _missing.Length);
        CheckAhead(horizon: 1);
        return Monitor!.Interval(Count, step - 1, target).Within(_model.Bounds);
    }

    /// <summary>Rejects values known ahead that are no numbers.</summary>
    public void CheckKnown(ReadOnlySpan<double> known, string argument = "known")
    {
        if (known.ContainsAnyExceptInRange(double.MinValue, double.MaxValue))
        {
            throw new ArgumentException(
                $"A value known ahead of series '{Series.Name}' is not finite; every one must be a number.", argument);
        }

        int past = _model.Channels.Past.Length;
        int width = _model.Channels.Known.Length;
        for (int i = 0; i < known.Length; i++)
        {
            CheckCovariate(_model.Channels.Known[i % width], past + i % width, known[i], argument);
        }
    }

    /// <summary>
    /// The way into a member from the last point on, apart from the stream, so that several threads may run ahead on it.
    /// </summary>
    public SeriesFeed FeedAhead(int member, int horizon) =>
        // One step more: what goes in with a point is known of the next.
        Feeds[member].Clone(Known.Ahead(Count, horizon + 1));

    public void Transfer(StateArchive archive)
    {
        foreach (SeriesFeed feed in Feeds)
        {
            feed.Transfer(archive);
            if (feed.Count != Count) throw new InvalidDataException("members of the ensemble have seen different points.");
        }

        Known.Transfer(archive, Count);
        foreach (PointBuffer? filled in _filled) filled?.Transfer(archive);
        foreach (ref LocalScale scale in _scales.AsSpan()) scale.Transfer(archive);
        archive.Flags(_missing);
        Monitor?.Transfer(archive);
    }

    /// <summary>What was learnt from the first history, to be told before a row can be made again.</summary>
    public static ChannelTransform[][][] ReadTransforms(ModelDefinition model, TimeSeries series, StateArchive archive)
    {
        ChannelTransform[][][] transforms =
        [
            .. model.Pipelines.Select(pipeline => (ChannelTransform[][])
                [.. model.Channels.Targets.Select((_, target) => pipeline.FittedTo(series.Name, target, []))]),
        ];
        Transfer(model, series.Name, transforms, archive);
        return transforms;
    }

    /// <summary>For each pipeline of the model its transforms of each target, fitted to a history where training did not know the series.</summary>
    public static ChannelTransform[][][] TransformsOf(ModelDefinition model, TimeSeries history) =>
        [.. model.Pipelines.Select(pipeline => SeriesFeed.TransformsOf(model, pipeline, history))];

    /// <inheritdoc cref="ReadTransforms"/>
    public void WriteTransforms(StateArchive archive) => Transfer(_model, Series.Name, _transforms, archive);

    private static void Transfer(ModelDefinition model, string series, ChannelTransform[][][] transforms, StateArchive archive)
    {
        foreach ((int i, TransformPipeline pipeline) in model.Pipelines.Index())
        {
            foreach (ChannelTransform[] fitted in transforms[i]) pipeline.Transfer(archive, series, fitted);
        }
    }

    private string Place(int channel) => string.Create(
        CultureInfo.InvariantCulture, $"Series '{Series.Name}', channel '{_model.Channels.Names[channel]}', point {Count}");

    private static readonly string Within =
        string.Create(CultureInfo.InvariantCulture, $" within ±{SeriesChecks.LargestValue}");

    private ArgumentException NotFinite(int channel, double value, string argument) => new(
        string.Create(CultureInfo.InvariantCulture, $"{Place(channel)}: {value} is no finite number{(double.IsFinite(value) ? Within : "")}. ")
        + (double.IsNaN(value) && Count == 0 && _isTarget[channel]
            ? "The first point of a series must be observed; begin with a later one."
            : "Give a number; NaN stands for a target that was not observed, and for nothing else."),
        argument);

    private void CheckCovariate(int channel, int covariate, double value, string argument)
    {
        if (!InputRange.TakesCovariate(_model, covariate, value))
            throw TooLarge(channel, value, _model.Covariates.Scaled(value, covariate), argument);
    }

    private ArgumentException TooLarge(int channel, double value, double scaled, string argument) => new(
        string.Create(CultureInfo.InvariantCulture, $"{Place(channel)}: {value}; {InputRange.TooLarge(_model, scaled)} ")
        + "The state is as it was.",
        argument);

    private ArgumentException NotTaken(int target, double value, string argument) => new(
        string.Create(CultureInfo.InvariantCulture, $"{Place(_model.Channels.Targets[target])}: {value} cannot be transformed ")
        + $"({string.Join(", ", _model.Transforms.Steps.Select(step => step.Description))}). The state is as it was; give NaN "
        + "to go on as if the value were missing.",
        argument);

    private ArgumentException NoCount(int target, double value, string argument) => new(
        string.Create(CultureInfo.InvariantCulture, $"{Place(_model.Channels.Targets[target])}: {value} is no count, and ")
        + "the model was trained with a likelihood of counts; give a whole number from 0 on. The state is as it was.",
        argument);

    private InvalidOperationException NotAnnounced(int needed) => new(
        $"Series '{Series.Name}', point {Count}: the covariates known ahead ({string.Join(", ", _model.Channels.KnownNames())}) "
        + $"are needed for the points before {needed} and known for those before {Known.End}; announce them first.");
}
