using System.Runtime.InteropServices;

namespace LstmForecast.Series;

/// <summary>The rows of one series, in the order of time.</summary>
internal sealed class SeriesRows(string name, IReadOnlyList<StaticValue> statics)
{
    private readonly List<double> _values = [];
    private readonly List<RowPlace> _places = [];
    private readonly List<DateTime> _times = [];

    public string Name => name;

    /// <summary>The timestamps, each later than the one before it.</summary>
    public IReadOnlyList<DateTime> Times => _times;

    public RowPlace Place(int index) => _places[index];

    public void Add(SeriesRow row, RowPlace place)
    {
        if (!ReferenceEquals(row.Statics, statics) && !row.Statics.SequenceEqual(statics))
        {
            throw new ArgumentException(
                $"Series '{name}' has the static values ({string.Join(", ", statics)}) in {Lower(_places[0])} and "
                + $"({string.Join(", ", row.Statics)}) in {Lower(place)}; static values must be the same in all rows of a series.");
        }

        _times.Add(row.Time);
        _values.AddRange(row.Values);
        _places.Add(place);
    }

    /// <summary>Sorts the rows by time if asked to, and rejects times that are not ascending.</summary>
    public void Order(bool sorts, bool hasTimes)
    {
        if (!hasTimes) return;
        if (sorts)
        {
            int[] order = [.. Enumerable.Range(0, _times.Count).OrderBy(row => _times[row])];
            int width = Width;
            Arrange(_values, [.. order.SelectMany(row => Enumerable.Range(row * width, width))]);
            Arrange(_places, order);
            Arrange(_times, order);
        }

        for (int row = 1; row < _times.Count; row++)
        {
            if (_times[row] > _times[row - 1]) continue;
            throw new ArgumentException(_times[row] == _times[row - 1]
                ? $"Series '{name}' has {TimeChecks.Text(_times[row])} twice: {Lower(_places[row - 1])} and {Lower(_places[row])}. Keep one row for each time."
                : $"Series '{name}' is not in the order of time: {TimeChecks.Text(_times[row])} ({Lower(_places[row])}) comes after "
                  + $"{TimeChecks.Text(_times[row - 1])} ({Lower(_places[row - 1])}). Sort the rows of each series by time, or set SortByTime.");
        }
    }

    /// <summary>The times from the first row on, and the point that each row is on them.</summary>
    /// <exception cref="ArgumentException">A timestamp does not fit the step.</exception>
    public (TimeAxis Axis, int[] Points) PointsOf(TimeStep step)
    {
        TimeAxis axis = Axis(step);
        var points = new int[_times.Count];
        for (int row = 0; row < points.Length; row++)
        {
            if (!axis.TryIndexOf(_times[row], out points[row])) throw NotOnGrid(axis, row);
        }

        return (axis, points);
    }

    /// <summary>With missing values where a timestamp was left out.</summary>
    /// <param name="axis">What <see cref="PointsOf"/> gave.</param>
    /// <param name="points">What <see cref="PointsOf"/> gave.</param>
    /// <param name="channels">The names of the channels.</param>
    public TimeSeries ToSeries(TimeAxis axis, int[] points, IReadOnlyList<string> channels)
    {
        long length = (points[^1] + 1L) * channels.Count;
        if (length > Array.MaxLength) throw TooEmpty(points[^1] + 1L, axis.Step, all: null);
        var values = new double[length];
        Array.Fill(values, double.NaN);
        for (int row = 0; row < points.Length; row++) Write(row, values.AsSpan(points[row] * channels.Count));
        return Series(values, channels).WithTimes(axis);
    }

    /// <summary>Row after row, without timestamps.</summary>
    public TimeSeries ToSeries(IReadOnlyList<string> channels)
    {
        return Series([.. _values], channels);
    }

    /// <summary>What to say of a series that would be nearly all missing values.</summary>
    /// <param name="points">How many points it would have.</param>
    /// <param name="step">The step.</param>
    /// <param name="all">How many the whole table would have; null for a series alone.</param>
    public ArgumentException TooEmpty(long points, TimeStep step, long? all) => new(
        $"Series '{name}' would have {points} points for its {_times.Count} rows, from {TimeChecks.Text(_times[0])} "
        + $"({_places[0]}) to {TimeChecks.Text(_times[^1])} ({_places[^1]}) in steps of {step}"
        + (all is null ? ". " : $", and the whole table {all}. ")
        + "Mend the timestamps, or give a longer step.");

    /// <summary>How many timestamps lie where this step puts them.</summary>
    public int CountOn(TimeStep step)
    {
        if (_times.Exists(time => step.Rule.Refusal(time) is not null)) return 0;
        TimeAxis axis = Axis(step);
        return _times.Count(time => axis.TryIndexOf(time, out _));
    }

    /// <summary>The times from the first one on.</summary>
    private TimeAxis Axis(TimeStep step)
    {
        if (_times.FindIndex(time => step.Rule.Refusal(time) is not null) is >= 0 and int row)
        {
            throw new ArgumentException(
                $"{_places[row]}: series '{name}' has {TimeChecks.Text(_times[row])}, {step.Rule.Refusal(_times[row])}. "
                + "Leave the row out, or give another step.");
        }

        if (step.Rule is not MonthStep) return new(_times[0], step);
        int aim = _times.TrueForAll(Months.IsLastDay) ? 31 : _times.Max(time => time.Day);
        bool fits = Months.DayIn(_times[0].Year, _times[0].Month, aim) == _times[0].Day;
        // Where the first does not lie on the day that others have, it is one of the others that is named.
        return new(_times[0], step, fits ? aim : null);
    }

    private TimeSeries Series(double[] values, IReadOnlyList<string> channels) =>
        statics.Aggregate(new TimeSeries(name, values, channels), (series, value) => series.WithStatic(value));

    private void Write(int row, Span<double> to) => CollectionsMarshal.AsSpan(_values).Slice(row * Width, Width).CopyTo(to);

    private int Width => _values.Count / _places.Count;

    private static void Arrange<T>(List<T> list, int[] order)
    {
        T[] was = [.. list];
        for (int i = 0; i < order.Length; i++) list[i] = was[order[i]];
    }

    private static string Lower(RowPlace place) => place.Source ?? $"row {place.Index}";

    private ArgumentException NotOnGrid(TimeAxis axis, int row) => new(
        $"{_places[row]}: series '{name}' has {TimeChecks.Text(_times[row])}, which does not lie on the steps of {axis.Step} from "
        + $"{TimeChecks.Text(axis.Start)} ({_places[0]}). Mend the timestamp, or give the step that is meant.");
}
