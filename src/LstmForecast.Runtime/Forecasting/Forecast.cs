using System.Globalization;

namespace LstmForecast;

/// <summary>What a model expects of one series after its last observed step. Immutable.</summary>
public sealed partial class Forecast
{
    private readonly TimeSeries _values;
    private readonly double[][] _quantiles;

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

    /// <summary>The forecast for one horizon step.</summary>
    /// <param name="step">The horizon step, 1-based: 1 is the first after the last observation.</param>
    /// <param name="channel">The channel's index, 0-based.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such step or channel.</exception>
    public double At(int step, int channel = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(step, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(step, Horizon);
        return _values[step - 1, channel];
    }

    /// <summary>The levels at which there are quantiles, ascending; empty for a model that gives points alone.</summary>
    public IReadOnlyList<double> QuantileLevels { get; }

    /// <summary>The quantiles of one channel at a level, one value a horizon step.</summary>
    /// <param name="level">One of <see cref="QuantileLevels"/>.</param>
    /// <param name="channel">The channel's index, 0-based.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such level or channel.</exception>
    public double[] Quantile(double level, int channel = 0)
    {
        int index = -1;
        for (int i = 0; i < QuantileLevels.Count; i++)
        {
            if (Math.Abs(QuantileLevels[i] - level) < 1e-9) index = i;
        }

        if (index < 0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(level),
                level,
                QuantileLevels.Count == 0
                    ? $"The forecast of series '{SeriesName}' has no quantiles; train with a quantile or likelihood loss."
                    : $"The forecast of series '{SeriesName}' has quantiles at {string.Join(", ", QuantileLevels.Select(one => one.ToString(CultureInfo.InvariantCulture)))}; ask for one of them.");
        }

        ArgumentOutOfRangeException.ThrowIfNegative(channel);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(channel, Channels.Count);
        return [.. Enumerable.Range(0, Horizon).Select(step => _quantiles[index][step * Channels.Count + channel])];
    }

    /// <summary>The forecast as a series of its own, to compare or to chain.</summary>
    public TimeSeries ToSeries() => _values;
}
