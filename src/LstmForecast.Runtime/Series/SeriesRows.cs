namespace LstmForecast.Series;

/// <summary>The rows of one series, in the order of time.</summary>
internal sealed class SeriesRows(string name, IReadOnlyList<StaticValue> statics)
{
    /// <summary>A year mistyped in a table of seconds would else fill the memory with missing values.</summary>
    private const int ManyPoints = 1_000_000;

    private readonly List<double> _values = [];
    private readonly List<RowPlace> _places = [];
    private readonly List<DateTime> _times = [];

    public string Name => name;

    /// <summary>The timestamps, each later than the one before it.</summary>
    public IReadOnlyList<DateTime> Times => _times;

    public RowPlace Place(int index) => _places[index];

    public void Add(SeriesRow row, RowPlace place)
    {
        DateTime time = row.Time;
        if (_times.Count > 0 && time <= _times[^1])
        {
            throw new ArgumentException(
                time == _times[^1]
                    ? $"Series '{name}' has {TimeChecks.Text(time)} twice: {Lower(_places[^1])} and {Lower(place)}. Keep one row for each time."
                    : $"Series '{name}' is not in the order of time: {TimeChecks.Text(time)} ({Lower(place)}) comes after "
                      + $"{TimeChecks.Text(_times[^1])} ({Lower(_places[^1])}). Sort the rows of each series by time.");
        }

        if (!ReferenceEquals(row.Statics, statics) && !row.Statics.SequenceEqual(statics))
        {
            throw new ArgumentException(
                $"Series '{name}' has the static values ({string.Join(", ", statics)}) in {Lower(_places[0])} and "
                + $"({string.Join(", ", row.Statics)}) in {Lower(place)}; static values must be the same in all rows of a series.");
        }

        _times.Add(time);
        _values.AddRange(row.Values);
        _places.Add(place);

        static string Lower(RowPlace place) => place.Source ?? $"row {place.Index}";
    }

    /// <summary>With missing values where a timestamp was left out.</summary>
    /// <exception cref="ArgumentException">A timestamp does not fit the step.</exception>
    public TimeSeries ToSeries(TimeStep step, IReadOnlyList<string> channels)
    {
        TimeAxis axis = Axis(step);
        var indexes = new int[_times.Count];
        for (int row = 0; row < indexes.Length; row++)
        {
            if (!axis.TryIndexOf(_times[row], out indexes[row])) throw NotOnGrid(axis, row);
        }

        long points = indexes[^1] + 1L;
        long length = points * channels.Count;
        if (length > Array.MaxLength || (points > ManyPoints && points / indexes.Length >= 1000))
        {
            throw new ArgumentException(
                $"Series '{name}' would have {points} points for its {indexes.Length} rows, from {TimeChecks.Text(_times[0])} "
                + $"({_places[0]}) to {TimeChecks.Text(_times[^1])} ({_places[^1]}) in steps of {step}. "
                + "Mend the timestamps, or give a longer step.");
        }

        var values = new double[length];
        Array.Fill(values, double.NaN);
        for (int row = 0; row < indexes.Length; row++)
        {
            for (int channel = 0; channel < channels.Count; channel++)
                values[indexes[row] * channels.Count + channel] = _values[row * channels.Count + channel];
        }

        return statics.Aggregate(
            new TimeSeries(name, values, channels).WithTimes(axis), (series, value) => series.WithStatic(value));
    }

    /// <summary>How many timestamps lie where this step puts them.</summary>
    public int CountOn(TimeStep step)
    {
        TimeAxis axis = Axis(step);
        return _times.Count(time => axis.TryIndexOf(time, out _));
    }

    /// <summary>The times from the first one on.</summary>
    private TimeAxis Axis(TimeStep step)
    {
        if (step.IsBusinessDay && _times.FindIndex(Weekdays.IsWeekend) is >= 0 and int row)
        {
            throw new ArgumentException(
                $"{_places[row]}: series '{name}' has {TimeChecks.Text(_times[row])}, a {_times[row].DayOfWeek}; business days are "
                + "Monday to Friday. Leave the row out, or give TimeStep.Day.");
        }

        if (step.MonthCount == 0) return new(_times[0], step);
        int aim = _times.TrueForAll(Months.IsLastDay) ? 31 : _times.Max(time => time.Day);
        bool fits = Months.DayIn(_times[0].Year, _times[0].Month, aim) == _times[0].Day;
        // Where the first does not lie on the day that others have, it is one of the others that is named.
        return new(_times[0], step, fits ? aim : null);
    }

    private ArgumentException NotOnGrid(TimeAxis axis, int row) => new(
        $"{_places[row]}: series '{name}' has {TimeChecks.Text(_times[row])}, which does not lie on the steps of {axis.Step} from "
        + $"{TimeChecks.Text(axis.Start)} ({_places[0]}). Mend the timestamp, or give the step that is meant.");
}
