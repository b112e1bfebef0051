using System.Numerics;
using LstmForecast.Model;
using LstmForecast.Network;
using LstmForecast.Unrolling;

namespace LstmForecast.TrainingData;

/// <summary>
/// One series as a network sees it: at each time step an input, and the targets that are to be forecast from there.
/// </summary>
internal sealed class PreparedSeries
{
    private readonly ModelDefinition _model;
    private readonly TimeSeries _series;
    private readonly int _lossFrom;
    private readonly int _inputWidth;
    private readonly double[] _inputs;
    private readonly double[][] _values;
    private readonly double[] _weights;

    // Several networks may learn from it, and a feed is not for several threads at once.
    private readonly Lock _oneAtATime = new();
    private SeriesFeed _feed;

    // Of the type that was asked for; null until then.
    private Array? _keptTargets;

    /// <param name="model">How series become inputs; its weights do not matter.</param>
    /// <param name="series">The series, with all channels of the model.</param>
    /// <param name="lossFrom">Targets before this time step are not to be learnt.</param>
    public PreparedSeries(ModelDefinition model, TimeSeries series, int lossFrom = 0)
    {
        _model = model;
        _series = series;
        _lossFrom = lossFrom;
        _inputWidth = model.Input.Width;
        int usedUp = model.Transforms.PointsUsedUp;
        Steps = series.Length - usedUp - 1;
        _inputs = new double[(long)Steps * _inputWidth];
        _values = [.. model.Channels.Targets.Select(channel => series.Channel(channel))];
        _weights = [.. _values.Select(_ => 1.0)];
        HasGaps = _values.Any(channel => channel.Any(double.IsNaN));
        _feed = Feed(outputs: null);
    }

    public string Name => _series.Name;

    /// <summary>Time steps with an input and at least one target after them.</summary>
    public int Steps { get; }

    /// <summary>Whether there are targets that were not observed.</summary>
    public bool HasGaps { get; }

    /// <summary>Whether targets are counts, which are multiples of a scale.</summary>
    public bool HasScales => _model.Output.IsOfCounts;

    /// <summary>Channels that are forecast.</summary>
    public int Targets => _values.Length;

    /// <summary>Gives the targets of one channel another weight than 1 in the loss.</summary>
    public void Weigh(int target, double weight) => _weights[target] = weight;

    /// <summary>
    /// The mean absolute error of the seasonal naive forecast one step ahead, in the units the network works in, over what
    /// is not to be judged by; null where it has nothing to forecast.
    /// </summary>
    /// <param name="target">The channel among those that are forecast.</param>
    /// <param name="seasonLength">Time steps in a season.</param>
    public double? NaiveError(int target, int seasonLength)
    {
        int end = _lossFrom > 0 ? _lossFrom : _series.Length;
        double sum = 0;
        int count = 0;
        for (int time = Math.Max(seasonLength, _feed.UsedUp); time < end; time++)
        {
            if (IsMissing(time, target) || IsMissing(time - seasonLength, target)) continue;
            // Both seen from the step before, as the network's forecast is.
            Span<double> observed = [_values[target][time]];
            Span<double> naive = [_values[target][time - seasonLength]];
            _feed.Apply(time, target, observed);
            _feed.Apply(time, target, naive);
            sum += Math.Abs(observed[0] - naive[0]);
            count++;
        }

        return count == 0 ? null : sum / count;
    }

    /// <summary>Puts a network's own forecasts in the place of what was not observed.</summary>
    /// <param name="all">The series.</param>
    /// <param name="model">The same model, with the network's weights.</param>
    public static void FillGaps(IEnumerable<PreparedSeries> all, ModelDefinition model)
    {
        PreparedSeries[] gappy = [.. all.Where(one => one.HasGaps)];
        if (gappy.Length == 0) return;
        var network = LstmNetwork.Create(model.Weights, model.Precision);
        int first = model.Transforms.PointsUsedUp + 1;
        int[][] cutoffs = [.. gappy.Select(one => Enumerable.Range(first, one._series.Length - first).ToArray())];
        using var unroller = new Unroller(network, model.Output);
        SeriesRun[] runs = unroller.Observe(cutoffs, i => new SeriesRun(
            gappy[i]._series,
            new SeriesFeed(
                model, gappy[i]._series, KnownValues.Of(model, gappy[i]._series, future: null, model.Output.Steps), capacity: null),
            cutoffs[i],
            model.Output.Width,
            stateSize: 0));
        for (int i = 0; i < gappy.Length; i++)
        {
            SeriesRun run = runs[i];
            gappy[i]._feed = gappy[i].Feed(count => count < first ? [] : run.Output(count - first));
            gappy[i]._keptTargets = null;
        }
    }

    /// <summary>The inputs of some time steps, <c>[steps, input width]</c>.</summary>
    public ReadOnlySpan<double> Inputs(int first, int count) =>
        _inputs.AsSpan(first * _inputWidth, count * _inputWidth);

    /// <summary>Whether all targets of some time steps are there to be learnt, with a weight of 1.</summary>
    public bool AllCount(int first, int count) =>
        !HasGaps && _weights.All(weight => weight == 1) && Observed(first) >= _lossFrom && Observed(first + count - 1) + _model.Output.Steps <= _series.Length;

    /// <summary>The targets of some time steps.</summary>
    /// <typeparam name="T">The type of the network's numbers.</typeparam>
    /// <param name="first">The first step, 0-based.</param>
    /// <param name="count">How many steps.</param>
    /// <param name="targets"><c>[count, horizon steps, targets]</c>; 0 where there is none.</param>
    public void WriteTargets<T>(int first, int count, Span<T> targets)
        where T : unmanaged, INumberBase<T>
    {
        lock (_oneAtATime) WriteTargetsAlone(first, count, targets);
    }

    private void WriteTargetsAlone<T>(int first, int count, Span<T> targets)
        where T : unmanaged, INumberBase<T>
    {
        OutputLayout output = _model.Output;
        var future = new double[output.Steps];
        for (int step = 0; step < count; step++)
        {
            int observed = Observed(first + step);
            int from = Math.Max(0, _lossFrom - observed);
            for (int target = 0; target < output.Targets; target++)
            {
                ReadOnlySpan<double> values = _values[target].AsSpan(observed);
                int there = Math.Min(values.Length, future.Length);
                values[..there].CopyTo(future);
                // What lies beyond the end must be something that can be transformed; it does not count.
                future.AsSpan(there).Fill(values[there - 1]);
                if (!HasScales) _feed.Apply(observed, target, future);
                for (int ahead = 0; ahead < future.Length; ahead++)
                {
                    bool counts = ahead >= from && ahead < there && !IsMissing(observed + ahead, target);
                    targets[(step * output.Steps + ahead) * output.Targets + target] =
                        counts ? T.CreateTruncating(future[ahead]) : T.Zero;
                }
            }
        }
    }

    /// <summary>
    /// <see cref="WriteTargets"/> for those who ask again and again: they are computed once, and kept.
    /// </summary>
    public ReadOnlySpan<T> KeptTargets<T>(int first, int count)
        where T : unmanaged, INumberBase<T>
    {
        int width = _model.Output.Steps * _model.Output.Targets;
        lock (_oneAtATime)
        {
            if (_keptTargets is not T[] all)
            {
                all = new T[Steps * width];
                WriteTargetsAlone<T>(0, Steps, all);
                _keptTargets = all;
            }

            return all.AsSpan(first * width, count * width);
        }
    }

    /// <summary>How many targets of some time steps there are to learn.</summary>
    /// <param name="first">The first step, 0-based.</param>
    /// <param name="count">How many steps.</param>
    public long CountTargets(int first, int count)
    {
        long learnt = 0;
        for (int step = first; step < first + count; step++)
        {
            (int from, int end) = Learnt(step);
            if (!HasGaps)
            {
                learnt += (long)Math.Max(0, end - from) * Targets;
                continue;
            }

            for (int ahead = from; ahead < end; ahead++)
            {
                for (int target = 0; target < Targets; target++)
                    if (!IsMissing(Observed(step) + ahead, target)) learnt++;
            }
        }

        return learnt;
    }

    /// <summary>What the targets of some time steps count in the loss.</summary>
    /// <param name="first">The first step, 0-based.</param>
    /// <param name="count">How many steps.</param>
    /// <param name="weights">
    /// <c>[count, horizon steps, targets]</c>: the weight of a target to learn, most often 1; 0 for none.
    /// </param>
    public void WriteWeights<T>(int first, int count, Span<T> weights)
        where T : unmanaged, INumberBase<T>
    {
        if (AllCount(first, count))
        {
            weights.Fill(T.One);
            return;
        }

        OutputLayout output = _model.Output;
        weights.Clear();
        for (int step = 0; step < count; step++)
        {
            (int from, int end) = Learnt(first + step);
            for (int ahead = from; ahead < end; ahead++)
            {
                for (int target = 0; target < output.Targets; target++)
                {
                    if (IsMissing(Observed(first + step) + ahead, target)) continue;
                    weights[(step * output.Steps + ahead) * output.Targets + target] = T.CreateTruncating(_weights[target]);
                }
            }
        }
    }

    /// <summary>Which of the steps ahead of a time step there are to learn, if nothing is missing.</summary>
    private (int From, int End) Learnt(int step) =>
        (Math.Max(0, _lossFrom - Observed(step)), Math.Min(_model.Output.Steps, _series.Length - Observed(step)));

    /// <summary>How many points were observed at a time step with an input.</summary>
    private int Observed(int step) => _feed.UsedUp + step + 1;

    /// <summary>What counts are multiples of, known at the step from which they are forecast.</summary>
    /// <param name="first">The first step, 0-based.</param>
    /// <param name="count">How many steps.</param>
    /// <param name="scales"><c>[count, horizon steps, targets]</c>.</param>
    public void WriteScales<T>(int first, int count, Span<T> scales)
        where T : unmanaged, INumberBase<T>
    {
        OutputLayout output = _model.Output;
        using Lock.Scope alone = _oneAtATime.EnterScope();
        for (int step = 0; step < count; step++)
        {
            for (int target = 0; target < output.Targets; target++)
            {
                T scale = T.CreateTruncating(_feed.Scale(Observed(first + step), target));
                for (int ahead = 0; ahead < output.Steps; ahead++)
                    scales[(step * output.Steps + ahead) * output.Targets + target] = scale;
            }
        }
    }

    private bool IsMissing(int time, int target) =>
        HasGaps && double.IsNaN(_series[time, _model.Channels.Targets[target]]);

    private SeriesFeed Feed(Output? outputs)
    {
        KnownValues known = KnownValues.Of(_model, _series, future: null, _model.Output.Steps);
        var feed = new SeriesFeed(_model, _series, known, capacity: _series.Length);
        for (int time = 0; time < _series.Length; time++)
        {
            feed.Append(_series.At(time), outputs is null ? [] : outputs(time));
            for (int target = 0; target < _values.Length; target++) _values[target][time] = feed.LastValue(target);
            int step = time - feed.UsedUp;
            if (step >= 0 && step < Steps) feed.WriteInput(_inputs.AsSpan(step * _inputWidth, _inputWidth));
        }

        return feed;
    }

    private delegate ReadOnlySpan<double> Output(int count);
}
