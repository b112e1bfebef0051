namespace LstmForecast.DataFrames;

/// <summary>One row of a table, as far as its columns are used; null for an empty cell.</summary>
internal sealed record TableRow(
    string? Series, DateTime? Time, double[] Values, double[] StaticNumbers, string?[] StaticCategories);

/// <summary>What data frames and data views have in common once a row is read.</summary>
internal sealed class TableRows(SeriesColumns columns, string name)
{
    public SeriesSet ToSet(IEnumerable<TableRow> rows)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return SeriesSet.FromTable(rows.Select(ToSeriesRow), columns);
    }

    public static ArgumentException NoColumn(string? column, IEnumerable<string> all) =>
        new(column is null ? "The table has no columns." : $"There is no column '{column}'; the columns are: {string.Join(", ", all)}.");

    public static ArgumentException NoNumbers(string column, string type) =>
        new($"Column '{column}' holds {type}; channels and static numbers must be numbers.");

    private SeriesRow ToSeriesRow(TableRow row, int index) => new(
        (columns.Series is null ? name : row.Series) ?? throw Empty(index, columns.Series!),
        row.Time ?? (columns.HasTimes ? throw Empty(index, columns.Time ?? "of the time (the first)") : default),
        row.Values)
    {
        Statics =
        [
            .. columns.StaticNumbers.Select((column, i) => double.IsFinite(row.StaticNumbers[i])
                ? new StaticValue(column, row.StaticNumbers[i])
                : throw Empty(index, column)),
            .. columns.StaticCategories.Select((column, i) => string.IsNullOrWhiteSpace(row.StaticCategories[i])
                ? throw Empty(index, column)
                : new StaticValue(column, row.StaticCategories[i]!)),
        ],
    };

    private static ArgumentException Empty(int row, string column) =>
        new($"Row {row}, column '{column}': the cell is empty or not finite; only channels may have missing values.");
}
