namespace LstmForecast;

/// <summary>One row of a long table: what one series was at one time. Immutable.</summary>
/// <param name="Series">The name of the series.</param>
/// <param name="Time">The time, not of kind Local.</param>
/// <param name="Values">The value of each channel; NaN for a missing one, but not infinite.</param>
public sealed record SeriesRow(string Series, DateTime Time, params IReadOnlyList<double> Values)
{
    /// <summary>What is known of the series as a whole: the same in all rows of a series. Default: nothing.</summary>
    public IReadOnlyList<StaticValue> Statics { get; init; } = [];

    /// <summary>
    /// Where the row comes from, as messages say it: such as <c>sales.csv, line 12</c>. Default: null, for which they
    /// say the row's index, 0-based.
    /// </summary>
    public string? Source { get; init; }
}
