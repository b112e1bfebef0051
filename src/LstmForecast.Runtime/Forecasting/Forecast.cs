using System.Globalization;
using LstmForecast.Forecasting;
using LstmForecast.Unrolling;

namespace LstmForecast;

/// <summary>What a model expects of one series after its last observed step. Immutable.</summary>
public sealed partial class Forecast
{
    private readonly TimeSeries _values;
    private readonly double[][] _quantiles;
    private readonly SampledPaths? _paths;
    private readonly string _remedy = "train with a quantile or likelihood loss";

    internal Forecast(TimeSeries values, int cutoff)
        : this(values, cutoff, [], [])
    {
    }

    internal Forecast(TimeSeries values, int cutoff, IReadOnlyList<double> levels, double[][] quantiles)
    {
        _values = values;
        _quantiles = quantiles;
        QuantileLevels = levels;
        Cutoff = cutoff;
    }

    /// <param name="values">The point forecast.</param>
    /// <param name="cutoff">The last observed time step.</param>
    /// <param name="remedy">What to do to get quantiles.</param>
    internal Forecast(TimeSeries values, int cutoff, string remedy)
        : this(values, cutoff)
    {
        _remedy = remedy;
    }

    internal Forecast(TimeSeries median, int cutoff, IReadOnlyList<double> levels, SampledPaths paths)
        : this(median, cutoff, levels, [])
    {
        _paths = paths;
    }

    /// <summary>The name of the series.</summary>
    public string SeriesName => _values.Name;

    /// <summary>The names of the channels, as in the series.</summary>
    public IReadOnlyList<string> Channels => _values.Channels;

    /// <summary>The last observed time step (0-based); horizon step 1 is the one after it.</summary>
    public int Cutoff { get; }

    /// <summary>The timestamps of the horizon, at index 0 that of step 1; null for a series without timestamps.</summary>
    public TimeAxis? Times => _values.Times;

    /// <summary>How many steps ahead the forecast goes.</summary>
    public int Horizon => _values.Length;

    /// <summary>The forecast values in the units of the series, shape <c>[horizon, channels]</c>, row after row.</summary>
    public ReadOnlySpan<double> Values => _values.Values;

    /// <summary>The forecast of one channel, one value a horizon step.</summary>
    /// <param name="channel">The channel's index, 0-based.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such channel.</exception>
    public double[] Channel(int channel = 0) => _values.Channel(channel);

    /// <summary>The forecast of one channel, one value a horizon step.</summary>
    /// <param name="channel">The channel's name.</param>
    /// <exception cref="ArgumentException">There is no channel of that name.</exception>
    public double[] Channel(string channel) => Channel(ChannelOf(channel));

    /// <summary>The forecast for one horizon step.</summary>
    /// <param name="step">The horizon step, 1-based: 1 is the first after the last observation.</param>
    /// <param name="channel">The channel's index, 0-based.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such step or channel.</exception>
    public double Step(int step, int channel = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(step, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(step, Horizon);
        return _values[step - 1, channel];
    }

    /// <summary>The forecast for one horizon step.</summary>
    /// <param name="step">The horizon step, 1-based: 1 is the first after the last observation.</param>
    /// <param name="channel">The channel's name.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such step.</exception>
    /// <exception cref="ArgumentException">There is no channel of that name.</exception>
    public double Step(int step, string channel) => Step(step, ChannelOf(channel));

    /// <summary>
    /// The levels at which there are quantiles, ascending; empty where there are points alone. A forecast of sample paths
    /// has them at every level; the usual ones are listed.
    /// </summary>
    public IReadOnlyList<double> QuantileLevels { get; }

    /// <summary>How many sample paths there are; 0 unless they were asked for.</summary>
    public int PathCount => _paths?.Count ?? 0;

    /// <summary>One of the futures that were drawn at random, one value a horizon step, in the units of the series.</summary>
    /// <param name="path">Which one, from 0 to below <see cref="PathCount"/>.</param>
    /// <param name="channel">The channel's index, 0-based.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such path or channel.</exception>
    public double[] Path(int path, int channel = 0)
    {
        if (path < 0 || path >= PathCount)
        {
            throw new ArgumentOutOfRangeException(
                nameof(path),
                path,
                PathCount == 0
                    ? $"The forecast of series '{SeriesName}' has no sample paths; ask TrainedForecaster.SamplePaths for them."
                    : $"The forecast of series '{SeriesName}' has the paths 0 to {PathCount - 1}.");
        }

        CheckChannel(channel);
        return _paths!.Path(path, channel);
    }

    /// <summary>One of the futures that were drawn at random, one value a horizon step, in the units of the series.</summary>
    /// <param name="path">Which one, from 0 to below <see cref="PathCount"/>.</param>
    /// <param name="channel">The channel's name.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such path.</exception>
    /// <exception cref="ArgumentException">There is no channel of that name.</exception>
    public double[] Path(int path, string channel) => Path(path, ChannelOf(channel));

    /// <summary>
    /// The quantiles of one channel at a level, one value a horizon step: each the quantile of that step by itself.
    /// </summary>
    /// <param name="level">
    /// One of <see cref="QuantileLevels"/>; of sample paths any from 0 to 1, by linear interpolation between paths (Hyndman
    /// and Fan 1996, definition 7).
    /// </param>
    /// <param name="channel">The channel's index, 0-based.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such level or channel.</exception>
    public double[] Quantile(double level, int channel = 0)
    {
        CheckChannel(channel);
        double[] quantiles = _paths is null ? _quantiles[LevelIndex(level)] : PathQuantile(level);
        return [.. Enumerable.Range(0, Horizon).Select(step => quantiles[step * Channels.Count + channel])];
    }

    /// <inheritdoc cref="Quantile(double, int)"/>
    /// <param name="level">As above.</param>
    /// <param name="channel">The channel's name.</param>
    /// <exception cref="ArgumentException">There is no channel of that name.</exception>
    public double[] Quantile(double level, string channel) => Quantile(level, ChannelOf(channel));

    /// <summary>The forecast as a series of its own, to compare or to chain.</summary>
    public TimeSeries ToSeries() => _values;

    private double[] PathQuantile(double level) => level is >= 0 and <= 1
        ? _paths!.Quantile(level)
        : throw new ArgumentOutOfRangeException(nameof(level), level, "The level of a quantile is from 0 to 1.");

    private int LevelIndex(double level)
    {
        for (int i = 0; i < QuantileLevels.Count; i++)
        {
            if (Math.Abs(QuantileLevels[i] - level) < 1e-9) return i;
        }

        throw new ArgumentOutOfRangeException(
            nameof(level),
            level,
            QuantileLevels.Count == 0
                ? $"The forecast of series '{SeriesName}' has no quantiles; {_remedy}."
                : $"The forecast of series '{SeriesName}' has quantiles at {string.Join(", ", QuantileLevels.Select(one => one.ToString(CultureInfo.InvariantCulture)))}; ask for one of them.");
    }

    private int ChannelOf(string name) => ChannelIndex.Of(Channels, name, SeriesName);

    private void CheckChannel(int channel)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(channel);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(channel, Channels.Count);
    }
}
