using LstmForecast.Model;
using LstmForecast.Numerics;
using LstmForecast.Transforms;

namespace LstmForecast.Unrolling;

/// <summary>
/// One series on its way into a network, time step by time step: transformed, with its covariates beside it. It sees
/// the past alone, so that the same steps give the same bits in training, in a forecast and in a stream.
/// </summary>
internal sealed class SeriesFeed
{
    private readonly ModelDefinition _model;
    private readonly InputLayout _layout;
    private readonly IKnownValues _known;
    private readonly TransformedChannel[] _targets;
    private readonly CountScale[] _scales;
    private readonly bool[] _missing;
    private readonly double[] _last;
    private readonly double[] _past;
    private readonly double[] _static;
    private readonly string _name;
    private readonly double _largest;

    // For each target the value it has had so far, and after how many points it took another; null where that is not held.
    private readonly (double Value, int Until)?[] _constant;

    /// <param name="model">What the network takes.</param>
    /// <param name="history">The observed series, to fit transforms to where training did not know it.</param>
    /// <param name="known">Its covariates known ahead.</param>
    /// <param name="capacity">
    /// How many points will be fed, if forecasts are to be brought back from any of them; null for the last one alone.
    /// </param>
    public SeriesFeed(ModelDefinition model, TimeSeries history, IKnownValues known, int? capacity)
        : this(model, history, known, TransformsOf(model, history), capacity)
    {
    }

    /// <param name="model">What the network takes.</param>
    /// <param name="series">The series, for its static values alone.</param>
    /// <param name="known">Its covariates known ahead.</param>
    /// <param name="transforms">For each target what <see cref="TransformsOf(ModelDefinition, TimeSeries)"/> gives.</param>
    /// <param name="capacity">As above.</param>
    public SeriesFeed(
        ModelDefinition model, TimeSeries series, IKnownValues known, ChannelTransform[][] transforms, int? capacity)
    {
        _model = model;
        _layout = model.Input;
        _known = known;
        _targets = [.. transforms.Select(fitted => new TransformedChannel(fitted, capacity))];
        _scales = model.Output.IsOfCounts ? [.. _targets.Select(_ => new CountScale(capacity))] : [];
        _missing = new bool[_targets.Length];
        _last = new double[_targets.Length];
        _past = new double[_layout.Past];
        _static = StaticInputs.Of(model, series);
        _name = series.Name;
        _largest = model.Precision.LargestInput();
        _constant = new (double, int)?[_targets.Length];
        for (int target = 0; target < _targets.Length; target++)
        {
            if (model.Constant?.Holds(series.Name, target) == true) _constant[target] = (double.NaN, int.MaxValue);
        }

        UsedUp = model.Transforms.PointsUsedUp;
    }

    private SeriesFeed(SeriesFeed other, IKnownValues known)
    {
        _model = other._model;
        _layout = other._layout;
        _known = known;
        _targets = [.. other._targets.Select(target => target.Clone())];
        _scales = [.. other._scales.Select(scale => scale.Clone())];
        _missing = [.. other._missing];
        _last = [.. other._last];
        _past = [.. other._past];
        _static = other._static;
        _name = other._name;
        _largest = other._largest;
        _constant = [.. other._constant];
        Count = other.Count;
        UsedUp = other.UsedUp;
    }

    /// <summary>A feed of its own that goes on from the same point.</summary>
    /// <param name="known">Covariates known ahead from there on.</param>
    public SeriesFeed Clone(IKnownValues known) => new(this, known);

    /// <summary>For each target its transforms, fitted to the history where training did not know the series.</summary>
    public static ChannelTransform[][] TransformsOf(ModelDefinition model, TimeSeries history) =>
        TransformsOf(model, model.Transforms, history);

    /// <inheritdoc cref="TransformsOf(ModelDefinition, TimeSeries)"/>
    public static ChannelTransform[][] TransformsOf(ModelDefinition model, TransformPipeline pipeline, TimeSeries history)
    {
        // Of a series that training knew nothing has to be learnt, and nothing copied.
        TimeSeries? withoutGaps = pipeline.LooksAtHistoryOf(history.Name) ? model.Channels.TargetsOf(history) : null;
        return
        [
            .. model.Channels.Targets.Select((_, target) =>
                pipeline.FittedTo(history.Name, target, withoutGaps?.Channel(target) ?? [])),
        ];
    }

    /// <summary>How many points were fed.</summary>
    public int Count { get; private set; }

    /// <summary>How many points must be fed before there is an input for the network.</summary>
    public int UsedUp { get; }

    /// <summary>Whether the points so far make an input.</summary>
    public bool IsReady => Count > UsedUp;

    /// <summary>Whether a point has to be completed by what the network put out after the one before.</summary>
    public bool NeedsOutput(ReadOnlySpan<double> observed)
    {
        if (!IsReady) return false;
        foreach (int target in _model.Channels.Targets)
        {
            if (double.IsNaN(observed[target])) return true;
        }

        return false;
    }

    /// <summary>Takes the next point.</summary>
    /// <param name="observed">A value for each channel; not a number where a target was not observed.</param>
    /// <param name="output">
    /// What the network put out after the point before, from which a missing target is taken (<see cref="NeedsOutput"/>);
    /// where it is empty, a missing target stays as it was.
    /// </param>
    /// <exception cref="ArgumentException">An observed value is too large for the network once it is transformed.</exception>
    public void Append(ReadOnlySpan<double> observed, ReadOnlySpan<double> output)
    {
        for (int target = 0; target < _targets.Length; target++)
        {
            double value = observed[_model.Channels.Targets[target]];
            _missing[target] = double.IsNaN(value);
            double own = _missing[target] ? OwnForecast(output, target) : value;
            // After the forecast, which was made without it.
            if (_scales.Length > 0) _scales[target].Append(value);
            value = own;
            _targets[target].Append(value);
            if (Math.Abs(_targets[target].Last) > _largest && !_missing[target]) throw TooLarge(target, value);
            _last[target] = value;
            if (!_missing[target] && _constant[target] is { Until: int.MaxValue } constant)
            {
                bool isFirst = double.IsNaN(constant.Value);
                if (isFirst || constant.Value != value) _constant[target] = (isFirst ? value : constant.Value, isFirst ? int.MaxValue : Count);
            }
        }

        for (int i = 0; i < _past.Length; i++)
            _past[i] = _model.Covariates.Scaled(observed[_model.Channels.Past[i]], i);
        Count++;
    }

    /// <summary>The network's input for the last point that was fed.</summary>
    public void WriteInput(Span<double> to)
    {
        for (int target = 0; target < _targets.Length; target++)
        {
            to[target] = _targets[target].Last;
            if (_layout.MarksMissing) to[_layout.MissingOffset + target] = _missing[target] ? 1 : 0;
        }

        _past.CopyTo(to[_layout.PastOffset..]);
        WriteAhead(Count, to);
    }

    /// <summary>The network's input for a point that was not observed but forecast.</summary>
    /// <param name="time">Its time step.</param>
    /// <param name="forecasts">The transformed forecast of each target.</param>
    /// <param name="to">The input.</param>
    public void WriteForecastInput(int time, ReadOnlySpan<double> forecasts, Span<double> to)
    {
        forecasts.CopyTo(to);
        if (_layout.MarksMissing) to.Slice(_layout.MissingOffset, forecasts.Length).Fill(1);
        WriteAhead(time + 1, to);
    }

    /// <summary>Brings back forecasts that were all made from one cutoff.</summary>
    public void Invert(int count, int target, Span<double> forecasts)
    {
        if (Held(count, target) is double constant) forecasts.Fill(constant);
        else if (!_model.Output.IsOfCounts) _targets[target].Invert(count, forecasts);
        _model.Bounds?.Clamp(forecasts);
    }

    /// <summary>Brings back forecasts each of which builds on those before it.</summary>
    public void InvertRecursive(int count, int target, Span<double> forecasts)
    {
        if (Held(count, target) is double constant) forecasts.Fill(constant);
        else if (!_model.Output.IsOfCounts) _targets[target].InvertRecursive(count, forecasts);
        _model.Bounds?.Clamp(forecasts);
    }

    /// <summary>The transformed values that follow a cutoff, all seen from it.</summary>
    public void Apply(int count, int target, Span<double> future) => _targets[target].Apply(count, future);

    /// <summary>
    /// What forecasts of counts from a cutoff are multiples of: 1 and the mean of those observed until then. 1 for all
    /// other forecasts.
    /// </summary>
    public double Scale(int count, int target) => _scales.Length == 0 ? 1 : _scales[target].At(count);

    /// <summary>A target as it was at a cutoff, to go on from there by itself.</summary>
    public TransformedChannel Fork(int count, int target) => _targets[target].Fork(count);

    /// <summary>The last value of a target, in the units of the series: observed, or what stands for it.</summary>
    public double LastValue(int target) => _last[target];

    /// <summary>What the next value of a target will be, transformed; not finite where it cannot be. Changes nothing.</summary>
    public double Peek(int target, double value) => _targets[target].Peek(value);

    /// <summary>Writes or reads all that was remembered of the points.</summary>
    public void Transfer(StateArchive archive)
    {
        Count = archive.Whole(Count);
        foreach (TransformedChannel target in _targets) target.Transfer(archive);
        foreach (CountScale scale in _scales) scale.Transfer(archive);
        archive.Flags(_missing);
        archive.Numbers(_last);
        archive.Numbers(_past);
        for (int target = 0; target < _constant.Length; target++)
        {
            if (_constant[target] is { } constant) _constant[target] = (archive.Number(constant.Value), archive.Whole(constant.Until));
        }
    }

    /// <summary>The value that a target is forecast as, since it never varied; null for what the network says.</summary>
    private double? Held(int count, int target) =>
        _constant[target] is { } constant && count <= constant.Until && !double.IsNaN(constant.Value) ? constant.Value : null;

    private ArgumentException TooLarge(int target, double value) => InputRange.TooLarge(
        _model, _name, _model.Channels.Names[_model.Channels.Targets[target]], Count, value, _targets[target].Last);

    private double OwnForecast(ReadOnlySpan<double> output, int target)
    {
        if (output.IsEmpty) return _last[target];
        Span<double> own = [_model.Output.PointOf(output, step: 0, target, Scale(Count, target))];
        Invert(Count, target, own);
        return own[0];
    }

    private void WriteAhead(int next, Span<double> to)
    {
        for (int step = 0; step < _layout.Steps && _layout.Known > 0; step++)
            _known.Write(next + step, to[(_layout.KnownOffset + step * _layout.Known)..]);
        _static.CopyTo(to[_layout.StaticOffset..]);
    }
}
