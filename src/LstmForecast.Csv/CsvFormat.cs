namespace LstmForecast.Csv;

/// <summary>How a CSV file is written. Numbers have a decimal point and no separators of thousands. Immutable.</summary>
public sealed record CsvFormat
{
    /// <summary>What stands between two fields. Default: a comma.</summary>
    public char Delimiter { get; init; } = ',';

    /// <summary>
    /// How timestamps are written, as custom format strings of .NET. Default: years, months and days as in
    /// <c>2024</c>, <c>2024-01</c>, <c>2024-01-31</c>, <c>2024/01/31</c> and <c>20240131</c>, with the time of day as in
    /// <c>2024-01-31 23:59</c> or ISO 8601's <c>2024-01-31T23:59:59.5Z</c>.
    /// </summary>
    public IReadOnlyList<string> TimeFormats { get; init; } =
    [
        "yyyy", "yyyy-MM", "yyyy-MM-dd", "yyyy/MM/dd", "yyyyMMdd",
        "yyyy-MM-dd HH:mmK", "yyyy-MM-dd HH:mm:ssK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK",
        "yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK",
    ];

    /// <summary>The texts of a missing value. Default: none at all, <c>NA</c>, <c>NaN</c>, <c>nan</c> and <c>null</c>.</summary>
    public IReadOnlyList<string> Missing { get; init; } = ["", "NA", "NaN", "nan", "null"];
}
