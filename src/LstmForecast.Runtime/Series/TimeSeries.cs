using System.Collections.ObjectModel;
using LstmForecast.Series;

namespace LstmForecast;

/// <summary>
/// One sequence of observations of one or more channels, in time order, with timestamps and with values that never
/// change if it has them. Immutable; safe to share between threads.
/// </summary>
/// <remarks>
/// Values have the shape <c>[time, channels]</c>. They may hold NaN, a missing value (see <see cref="FindGaps"/>), or
/// infinity here; fitting and forecasting refuse what they cannot use and name the place.
/// </remarks>
public sealed class TimeSeries
{
    private readonly double[] _values;
    private readonly ReadOnlyCollection<string> _channels;
    private readonly int _width;
    private readonly ReadOnlyCollection<StaticValue> _statics;

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
        : this(name, values.ToArray(), CheckChannels(name, values.Length, channels), null, ReadOnlyCollection<StaticValue>.Empty)
    {
    }

    private TimeSeries(
        string name,
        double[] values,
        ReadOnlyCollection<string> channels,
        TimeAxis? times,
        ReadOnlyCollection<StaticValue> statics)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
        Times = times;
        _values = values;
        _channels = channels;
        _width = channels.Count;
        Length = values.Length / _width;
        _statics = statics;
    }

    /// <summary>What messages call this series.</summary>
    public string Name { get; }

    /// <summary>The names of the channels.</summary>
    public IReadOnlyList<string> Channels => _channels;

    /// <summary>The timestamps; null for a series that knows only the order of its points.</summary>
    public TimeAxis? Times { get; }

    /// <summary>What is known of the series as a whole, in the order of the names (ordinal); often nothing.</summary>
    public IReadOnlyList<StaticValue> Statics => _statics;

    /// <summary>The number of time steps.</summary>
    public int Length { get; }

    /// <summary>The observation at a time step (0-based) of a channel (0-based).</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such time step or channel.</exception>
    public double this[int time, int channel = 0]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(channel);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(channel, _width);
            return At(time)[channel];
        }
    }

    /// <summary>The observation at a time step (0-based) of the channel of a name.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such time step.</exception>
    /// <exception cref="ArgumentException">There is no channel of this name.</exception>
    public double this[int time, string channel] => this[time, IndexOfChannel(channel)];

    /// <summary>All observations, shape <c>[time, channels]</c>, row after row.</summary>
    public ReadOnlySpan<double> Values => _values;

    /// <summary>The observations of all channels at one time step (0-based).</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such time step.</exception>
    public ReadOnlySpan<double> At(int time)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(time);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(time, Length);
        return _values.AsSpan(time * _width, _width);
    }

    /// <summary>A copy of one channel's observations, oldest first.</summary>
    /// <param name="channel">The channel's index, 0-based.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such channel.</exception>
    public double[] Channel(int channel = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(channel);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(channel, _width);
        var copy = new double[Length];
        for (int time = 0; time < copy.Length; time++) copy[time] = _values[time * _width + channel];
        return copy;
    }

    /// <summary>A copy of one channel's observations, oldest first.</summary>
    /// <param name="channel">The channel's name.</param>
    /// <exception cref="ArgumentException">There is no channel of this name.</exception>
    public double[] Channel(string channel) => Channel(IndexOfChannel(channel));

    /// <summary>
    /// A part of the series under the same name, so that <c>series[..^12]</c> leaves out the last 12 steps. Its
    /// timestamps are those of its points.
    /// </summary>
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

            return WithValues(_values.AsSpan(offset * _width, length * _width).ToArray(), offset);
        }
    }

    /// <summary>The same series under another name.</summary>
    /// <param name="name">What messages call it, and what covariates known ahead are found by.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public TimeSeries WithName(string name) => new(name, _values, _channels, Times, _statics);

    /// <summary>The same series with timestamps; they take the place of those it had.</summary>
    /// <param name="start">The time of the first point, not of kind Local.</param>
    /// <param name="step">The step from each point to the next.</param>
    /// <exception cref="ArgumentException">No such axis can start there; see <see cref="TimeAxis"/>.</exception>
    public TimeSeries WithTimes(DateTime start, TimeStep step) => WithTimes(new TimeAxis(start, step));

    /// <summary>The same series with timestamps; they take the place of those it had.</summary>
    /// <param name="times">The timestamps; null for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">The last point would lie beyond the year 9999.</exception>
    public TimeSeries WithTimes(TimeAxis? times)
    {
        if (Length > 0) times?.At(Length - 1);
        return new(Name, _values, _channels, times, _statics);
    }

    /// <summary>The same series with a number that is known of it as a whole; it takes the place of one of this name.</summary>
    /// <param name="name">What the number is, such as <c>area</c>.</param>
    /// <param name="number">The number, finite.</param>
    /// <exception cref="ArgumentException">The name is empty, or the number not finite.</exception>
    public TimeSeries WithStatic(string name, double number) => WithStatic(new StaticValue(name, number));

    /// <summary>The same series with a category it belongs to; it takes the place of a static value of this name.</summary>
    /// <param name="name">What the category is, such as <c>region</c>.</param>
    /// <param name="category">The category, such as <c>north</c>; compared letter by letter.</param>
    /// <exception cref="ArgumentException">The name or the category is empty.</exception>
    public TimeSeries WithStatic(string name, string category) => WithStatic(new StaticValue(name, category));

    /// <summary>The same series with what is known of it as a whole; it takes the place of a static value of this name.</summary>
    /// <param name="value">The number or category.</param>
    public TimeSeries WithStatic(StaticValue value)
    {
        ArgumentNullException.ThrowIfNull(value);
        IEnumerable<StaticValue> all = _statics.Where(one => one.Name != value.Name).Append(value);
        return new(Name, _values, _channels, Times, Array.AsReadOnly([.. all.OrderBy(one => one.Name, StringComparer.Ordinal)]));
    }

    /// <summary>A series of some of the channels, in the order asked for, with the same timestamps and static values.</summary>
    /// <param name="channels">The names of the channels, all different, at least one.</param>
    /// <exception cref="ArgumentException">There is no channel of a name, none is named, or one twice.</exception>
    public TimeSeries Select(params IEnumerable<string> channels)
    {
        ArgumentNullException.ThrowIfNull(channels);
        string[] names = [.. channels];
        int[] from = [.. names.Select(name => IndexOfChannel(name, nameof(channels)))];
        ReadOnlyCollection<string> kept = CheckChannels(Name, 0, names);
        var values = new double[Length * from.Length];
        for (int i = 0; i < values.Length; i++)
        {
            (int time, int channel) = Math.DivRem(i, from.Length);
            values[i] = _values[time * _channels.Count + from[channel]];
        }

        return new(Name, values, kept, Times, _statics);
    }

    /// <summary>
    /// Where values are missing, that is NaN: runs of missing values of each channel, by the time at which they begin
    /// and then by channel. Timestamps that a table left out are missing values of all channels.
    /// </summary>
    /// <exception cref="InvalidOperationException">A value is infinite, which is a mistake and no gap: names the place.</exception>
    public IReadOnlyList<Gap> FindGaps() => GapSearch.In(this);

    /// <inheritdoc/>
    public override string ToString() => $"{Name} [{Length}, {Channels.Count}]";

    /// <summary>Other values under the same name, channels and static values; takes the array over.</summary>
    /// <param name="values">The values, <c>[time, channels]</c>; their number may be another.</param>
    /// <param name="offset">
    /// The point of this series at whose time the first of them stands: what a transform uses up at the beginning; the
    /// length of this series for what follows it.
    /// </param>
    internal TimeSeries WithValues(double[] values, int offset = 0) =>
        new(Name, values, _channels, Times?.From(offset), _statics);

    /// <summary>The index of a channel, 0-based.</summary>
    /// <param name="channel">The channel's name; compared letter by letter.</param>
    /// <param name="argument">The caller's argument.</param>
    /// <exception cref="ArgumentException">There is no channel of this name.</exception>
    internal int IndexOfChannel(string channel, string argument = "channel")
    {
        ArgumentNullException.ThrowIfNull(channel, argument);
        int index = _channels.IndexOf(channel);
        return index >= 0 ? index : throw new ArgumentException(
            $"Series '{Name}' has no channel '{channel}'; its channels are ({string.Join(", ", _channels)}).", argument);
    }

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
