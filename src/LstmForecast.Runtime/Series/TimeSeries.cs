using System.Collections.ObjectModel;

namespace LstmForecast;

/// <summary>
/// One sequence of observations of one or more channels, in time order. Immutable; safe to share between threads.
/// </summary>
/// <remarks>
/// Values have the shape <c>[time, channels]</c>. They may hold NaN or infinity here;
/// fitting and forecasting refuse such a series and name the place.
/// </remarks>
public sealed class TimeSeries
{
    private readonly double[] _values;

    /// <summary>A series of a single channel named <c>value</c>.</summary>
    /// <param name="name">What messages call this series.</param>
    /// <param name="values">The observations, oldest first; copied.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public TimeSeries(string name, ReadOnlySpan<double> values)
        : this(name, values, ["value"])
    {
    }

    /// <summary>A series of one or more channels.</summary>
    /// <param name="name">What messages call this series.</param>
    /// <param name="values">The observations, shape <c>[time, channels]</c>, row after row, oldest first; copied.</param>
    /// <param name="channels">The names of the channels, all different.</param>
    /// <exception cref="ArgumentException">
    /// The name is empty, there is no channel, two channels have the same name,
    /// or the number of values is no multiple of the number of channels.
    /// </exception>
    public TimeSeries(string name, ReadOnlySpan<double> values, IReadOnlyList<string> channels)
        : this(name, values.ToArray(), CheckChannels(name, values.Length, channels))
    {
    }

    private TimeSeries(string name, double[] values, ReadOnlyCollection<string> channels)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
        Channels = channels;
        _values = values;
    }

    /// <summary>What messages call this series.</summary>
    public string Name { get; }

    /// <summary>The names of the channels.</summary>
    public IReadOnlyList<string> Channels { get; }

    /// <summary>The number of time steps.</summary>
    public int Length => _values.Length / Channels.Count;

    /// <summary>The observation at a time step (0-based) of a channel (0-based).</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such time step or channel.</exception>
    public double this[int time, int channel = 0]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(channel);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(channel, Channels.Count);
            return At(time)[channel];
        }
    }

    /// <summary>All observations, shape <c>[time, channels]</c>, row after row.</summary>
    public ReadOnlySpan<double> Values => _values;

    /// <summary>The observations of all channels at one time step (0-based).</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such time step.</exception>
    public ReadOnlySpan<double> At(int time)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(time);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(time, Length);
        return _values.AsSpan(time * Channels.Count, Channels.Count);
    }

    /// <summary>A copy of one channel's observations, oldest first.</summary>
    /// <param name="channel">The channel's index, 0-based.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such channel.</exception>
    public double[] Channel(int channel = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(channel);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(channel, Channels.Count);
        var copy = new double[Length];
        for (int time = 0; time < copy.Length; time++) copy[time] = _values[time * Channels.Count + channel];
        return copy;
    }

    /// <summary>A part of the series under the same name, so that <c>series[..^12]</c> leaves out the last 12 steps.</summary>
    /// <param name="range">Which time steps.</param>
    /// <exception cref="ArgumentOutOfRangeException">The range reaches beyond the series.</exception>
    public TimeSeries this[Range range]
    {
        get
        {
            int offset = range.Start.GetOffset(Length);
            int length = range.End.GetOffset(Length) - offset;
            if (offset < 0 || length < 0 || offset + length > Length)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(range),
                    range,
                    $"Series '{Name}' has {Length} points; a range must begin and end within them, in this order.");
            }

            return WithValues(_values.AsSpan(offset * Channels.Count, length * Channels.Count).ToArray());
        }
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Name} [{Length}, {Channels.Count}]";

    /// <summary>Other values under the same name and channels; takes the array over.</summary>
    internal TimeSeries WithValues(double[] values) => new(Name, values, (ReadOnlyCollection<string>)Channels);

    private static ReadOnlyCollection<string> CheckChannels(string name, int values, IReadOnlyList<string> channels)
    {
        ArgumentNullException.ThrowIfNull(channels);
        if (channels.Count == 0)
            throw new ArgumentException($"Series '{name}' has no channel; name at least one.", nameof(channels));
        if (channels.Distinct(StringComparer.Ordinal).Count() != channels.Count)
        {
            throw new ArgumentException(
                $"Series '{name}' has two channels of the same name ({string.Join(", ", channels)}); give each its own.",
                nameof(channels));
        }

        if (values % channels.Count != 0)
        {
            throw new ArgumentException(
                $"Series '{name}' has {values} values, which is no multiple of its {channels.Count} channels; "
                + "give every time step a value for each channel.",
                nameof(values));
        }

        return Array.AsReadOnly([.. channels]);
    }
}
