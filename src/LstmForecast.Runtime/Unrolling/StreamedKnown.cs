using LstmForecast.Model;
using LstmForecast.Numerics;

namespace LstmForecast.Unrolling;

/// <summary>
/// What is known ahead of a stream, which has no end: channels as they are announced, of which those that are past are let
/// go in time, the calendar as it is asked for. Writing allocates nothing; not for several threads at once.
/// </summary>
internal sealed class StreamedKnown : IKnownValues
{
    private readonly ModelDefinition _model;
    private readonly TimeAxis? _times;
    private readonly CalendarFeature[] _features;
    private readonly int[] _widths;
    private readonly int _calendarWidth;
    private readonly double[] _calendar;
    private readonly int[] _calendarTimes;
    private readonly int _width;
    private double[] _channels = [];
    private int _first;
    private int _count;

    public StreamedKnown(ModelDefinition model, TimeAxis? times)
    {
        _model = model;
        _times = times;
        _features = model.Covariates.Calendar;
        _widths = [.. _features.Select(feature => feature.Width)];
        _calendarWidth = _widths.Sum();
        _width = model.Channels.Known.Length;
        // Each time step is asked for once for every horizon step: worked out once, and one beyond them to be on the safe side.
        int slots = _features.Length == 0 ? 0 : model.Output.Steps + 1;
        _calendar = new double[slots * _calendarWidth];
        _calendarTimes = [.. Enumerable.Repeat(-1, slots)];
    }

    private StreamedKnown(StreamedKnown other)
    {
        _model = other._model;
        _times = other._times;
        _features = other._features;
        _widths = other._widths;
        _calendarWidth = other._calendarWidth;
        _calendar = [.. other._calendar];
        _calendarTimes = [.. other._calendarTimes];
        _width = other._width;
        _channels = [.. other._channels];
        _first = other._first;
        _count = other._count;
    }

    public StreamedKnown Clone() => new(this);

    /// <summary>The first time step whose channels are not known.</summary>
    public int End => _first + _count;

    /// <summary>For how many time steps there is room.</summary>
    public int Room => _width == 0 ? 0 : _channels.Length / _width;

    /// <summary>Takes the channels of further time steps.</summary>
    /// <param name="values"><c>[steps, channels known ahead]</c>, in the units of the series, in the order of the model.</param>
    /// <param name="needed">Time steps before this one are not asked for any more.</param>
    public void Append(ReadOnlySpan<double> values, int needed)
    {
        int rows = values.Length / _width;
        if (_count + rows > Room) Forget(needed, rows);
        int past = _model.Channels.Past.Length;
        for (int i = 0; i < values.Length; i++)
            _channels[_count * _width + i] = _model.Covariates.Scaled(values[i], past + i % _width);
        _count += rows;
    }

    /// <summary>Lets go of what is not asked for any more, and of room that is far larger than what is left.</summary>
    /// <param name="needed">Time steps before this one are not asked for any more.</param>
    /// <param name="more">How many time steps will be added.</param>
    public void Forget(int needed, int more = 0)
    {
        if (_width == 0) return;
        int drop = Math.Clamp(needed - _first, 0, _count);
        int kept = _count - drop;
        // Half a buffer of room, or there would be a copy for each row.
        int room = Math.Max(2 * (kept + more), 8);
        double[] channels = room <= Room && Room <= 4 * room ? _channels : new double[room * _width];
        _channels.AsSpan(drop * _width, kept * _width).CopyTo(channels);
        (_channels, _first, _count) = (channels, _first + drop, kept);
    }

    /// <summary>
    /// What is known of the time steps from one on, apart from this and never changed: several threads may ask for it.
    /// </summary>
    public KnownAhead Ahead(int first, int steps)
    {
        var values = new double[steps * (_width + _calendarWidth)];
        for (int step = 0; step < steps; step++) Write(first + step, values.AsSpan(step * (_width + _calendarWidth)));
        return new KnownAhead(values, _width + _calendarWidth, first);
    }

    public void Write(int time, Span<double> to)
    {
        if (time >= _first && time < End) _channels.AsSpan((time - _first) * _width, _width).CopyTo(to);
        else to[.._width].Clear();
        if (_calendarWidth == 0) return;
        int slot = time % _calendarTimes.Length;
        Span<double> row = _calendar.AsSpan(slot * _calendarWidth, _calendarWidth);
        if (_calendarTimes[slot] != time)
        {
            DateTime at = _times!.At(time);
            Span<double> rest = row;
            for (int i = 0; i < _features.Length; i++)
            {
                _features[i].Write(at, rest);
                rest = rest[_widths[i]..];
            }

            _calendarTimes[slot] = time;
        }

        row.CopyTo(to[_width..]);
    }

    /// <summary>Writes or reads the channels from a time step on.</summary>
    public void Transfer(StateArchive archive, int from)
    {
        if (_width == 0) return;
        int rows = archive.Whole(Math.Max(0, End - from), most: 1 << 24);
        bool reads = archive is StateReader;
        int start = from - _first;
        if (reads) (_first, _count) = (from, 0);
        // Row by row: a file cannot ask for more memory than it has bytes for.
        var row = new double[_width];
        for (int i = 0; i < rows; i++)
        {
            if (!reads) _channels.AsSpan((start + i) * _width, _width).CopyTo(row);
            archive.Numbers(row);
            if (!reads) continue;
            if ((_count + 1) * _width > _channels.Length) Array.Resize(ref _channels, Math.Max(2 * (_count + 1), 8) * _width);
            row.CopyTo(_channels.AsSpan(_count++ * _width));
        }
    }
}
