namespace LstmForecast.Series;

/// <summary>The rows of a long table, sorted out by series.</summary>
internal sealed class LongTable
{
    private readonly List<SeriesRows> _series = [];
    private readonly IReadOnlyList<string> _channels;

    private LongTable(IReadOnlyList<string> channels) => _channels = channels;

    public static LongTable Read(IEnumerable<SeriesRow> rows, IReadOnlyList<string> channels)
    {
        var table = new LongTable(channels);
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

        return table;
    }

    public SeriesSet ToSet(TimeStep? step)
    {
        if (_series.Count == 0) return new SeriesSet();
        step ??= StepSearch.Find(_series);
        return new SeriesSet(_series.Select(rows => rows.ToSeries(step, _channels)));
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
