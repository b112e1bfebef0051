using LstmForecast.Series;

namespace LstmForecast;

public sealed partial class SeriesSet
{
    /// <summary>Series of one channel, named <c>value</c>, from the rows of a long table.</summary>
    /// <param name="rows">The rows; see the other overload for their order.</param>
    /// <param name="step">The step of time; null to find it, as the other overload describes.</param>
    /// <exception cref="ArgumentException">As for the other overload.</exception>
    public static SeriesSet FromRows(
        IEnumerable<(string Series, DateTime Time, double Value)> rows, TimeStep? step = null)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return FromRows(rows.Select(row => new SeriesRow(row.Series, row.Time, row.Value)), ["value"], step);
    }

    /// <summary>Series from the rows of a long table: one row for each series and time.</summary>
    /// <remarks>
    /// <para>
    /// Rows of different series may be mixed; those of one series must be in the order of time, each time once. Series
    /// come in the order in which they first appear. A timestamp that is left out between two rows of a series becomes a
    /// point whose values are all missing (NaN); see <see cref="TimeSeries.FindGaps"/>.
    /// </para>
    /// <para>
    /// The step is found from the distances between neighbouring timestamps of a series, over all series. The most common
    /// distance, of equals the shortest, is the step. Where that is 28 days or more, the step is the most common number
    /// of calendar months instead, unless fewer timestamps lie where such steps put them: on one day of the month, or the
    /// last of a shorter one. Where it is one day, the step is a business day if no timestamp is on a weekend and some
    /// neighbours lie on both sides of one. Every timestamp must lie on the grid of this step from the first one of its
    /// series, and in every series of three rows or more some neighbours must be one step apart.
    /// </para>
    /// <para>
    /// Steps of months aim at the end of the month where every timestamp of a series is the last day of its month,
    /// else at the latest day of the month that its timestamps have.
    /// </para>
    /// </remarks>
    /// <param name="rows">The rows.</param>
    /// <param name="channels">The names of the channels, all different; each row has a value for each.</param>
    /// <param name="step">The step of time; null to find it.</param>
    /// <param name="sortByTime">Whether the rows of a series may come in any order of time. Default: false.</param>
    /// <exception cref="ArgumentException">
    /// A row has another number of values, an infinite one, no series or a local time; static values of a series differ; times of a series are not in order, or one comes
    /// twice; a timestamp does not fit the step, or there is no step to be found; of a table of more than a million points
    /// less than one in 1,000 has a row. The message names the rows.
    /// </exception>
    public static SeriesSet FromRows(
        IEnumerable<SeriesRow> rows, IReadOnlyList<string> channels, TimeStep? step = null, bool sortByTime = false)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(channels);
        return LongTable.Read(rows, channels, sorts: sortByTime).ToSet(step);
    }

    /// <summary>Series from rows that were made as columns say.</summary>
    internal static SeriesSet FromTable(IEnumerable<SeriesRow> rows, SeriesColumns columns) =>
        LongTable.Read(rows, columns.Channels, columns.SortByTime, columns.HasTimes).ToSet(columns.Step);
}
