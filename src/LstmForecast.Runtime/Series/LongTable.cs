namespace LstmForecast.Series;

/// <summary>The rows of a long table, sorted out by series.</summary>
internal sealed class LongTable
{
    private readonly List<SeriesRows> _series = [];
    private readonly IReadOnlyList<string> _channels;
    private readonly bool _hasTimes;

    private LongTable(IReadOnlyList<string> channels, bool hasTimes)
    {
        _channels = channels;
        _hasTimes = hasTimes;
    }

    /// <summary>A year mistyped in a table of seconds would else fill the memory with missing values.</summary>
    private const int ManyPoints = 1_000_000;

    /// <param name="rows">The rows.</param>
    /// <param name="channels">The names of the channels.</param>
    /// <param name="sorts">Whether rows of a series may come in any order of time.</param>
    /// <param name="hasTimes">Whether the rows' times mean anything.</param>
    public static LongTable Read(
        IEnumerable<SeriesRow> rows, IReadOnlyList<string> channels, bool sorts = false, bool hasTimes = true)
    {
        var table = new LongTable(channels, hasTimes);
        var byName = new Dictionary<string, SeriesRows>(StringComparer.Ordinal);
        int index = 0;
        foreach (SeriesRow row in rows)
        {
            ArgumentNullException.ThrowIfNull(row, nameof(rows));
            var place = new RowPlace(index++, row.Source);
            Check(row, place, channels);
            if (!byName.TryGetValue(row.Series, out SeriesRows? ofSeries))
            {
                byName.Add(row.Series, ofSeries = new SeriesRows(row.Series, row.Statics));
                table._series.Add(ofSeries);
            }

            ofSeries.Add(row, place);
        }

        foreach (SeriesRows ofSeries in table._series) ofSeries.Order(sorts, hasTimes);
        return table;
    }

    public SeriesSet ToSet(TimeStep? step)
    {
        if (_series.Count == 0) return new SeriesSet();
        if (!_hasTimes) return new SeriesSet(_series.Select(rows => rows.ToSeries(_channels)));
        step ??= StepSearch.Find(_series);
        (TimeAxis Axis, int[] Points)[] places = [.. _series.Select(rows => rows.PointsOf(step))];
        long all = places.Sum(one => one.Points[^1] + 1L);
        // What has no rows takes memory all the same, in one long series or in many shorter ones.
        if (all > ManyPoints && all / places.Sum(one => (long)one.Points.Length) >= 1000)
        {
            int emptiest = Enumerable.Range(0, places.Length).MaxBy(i => places[i].Points[^1] / places[i].Points.Length);
            throw _series[emptiest].TooEmpty(places[emptiest].Points[^1] + 1L, step, _series.Count > 1 ? all : null);
        }

        return new SeriesSet(_series.Select((rows, i) => rows.ToSeries(places[i].Axis, places[i].Points, _channels)));
    }

    private static void Check(SeriesRow row, RowPlace place, IReadOnlyList<string> channels)
    {
        if (string.IsNullOrWhiteSpace(row.Series))
            throw new ArgumentException($"{place} names no series.");
        if (row.Values is null || row.Values.Count != channels.Count)
        {
            throw new ArgumentException(
                $"{place}, series '{row.Series}', {TimeChecks.Text(row.Time)}, has {row.Values?.Count ?? 0} values; the channels "
                + $"({string.Join(", ", channels)}) need {channels.Count}. Use NaN for a missing value.");
        }

        for (int channel = 0; channel < channels.Count; channel++)
        {
            if (!double.IsInfinity(row.Values[channel])) continue;
            throw new ArgumentException(
                $"{place}, series '{row.Series}', {TimeChecks.Text(row.Time)}: channel '{channels[channel]}' is infinite. "
                + "Mend the value, or make it NaN if it is missing.");
        }

        if (row.Time.Kind != DateTimeKind.Local) return;
        throw new ArgumentException(
            $"{place}, series '{row.Series}': the time {TimeChecks.Text(row.Time)} is of kind Local, whose hours are not evenly "
            + "spaced where clocks are set; convert it by ToUniversalTime, or keep it as it looks by DateTime.SpecifyKind.");
    }
}
