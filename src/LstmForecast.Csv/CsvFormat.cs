using LstmForecast.Checks;

namespace LstmForecast.Csv;

/// <summary>The form of a CSV file, to read or to write. Numbers have a decimal point and no separators of thousands. Immutable.</summary>
public sealed record CsvFormat : ICheckedOptions
{
    /// <summary>What stands between two fields: no quotation mark and no line break. Default: a comma.</summary>
    public char Delimiter { get; init; } = ',';

    /// <summary>
    /// How timestamps are written, as custom format strings of .NET. Default: years, months and days as in
    /// <c>2024</c>, <c>2024-01</c>, <c>2024-01-31</c>, <c>2024/01/31</c> and <c>20240131</c>, with the time of day as in
    /// <c>2024-01-31 23:59</c> or ISO 8601's <c>2024-01-31T23:59:59.5Z</c>. Times are written in ISO 8601 if one of these
    /// reads it, otherwise in the first of these that loses nothing.
    /// </summary>
    public IReadOnlyList<string> TimeFormats { get; init; } =
    [
        "yyyy", "yyyy-MM", "yyyy-MM-dd", "yyyy/MM/dd", "yyyyMMdd",
        "yyyy-MM-dd HH:mmK", "yyyy-MM-dd HH:mm:ssK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK",
        "yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK",
    ];

    /// <summary>
    /// The texts of a missing value; the first one is written. Default: none at all, <c>NA</c>, <c>NaN</c>, <c>nan</c> and
    /// <c>null</c>.
    /// </summary>
    public IReadOnlyList<string> Missing { get; init; } = ["", "NA", "NaN", "nan", "null"];

    void ICheckedOptions.AddProblems(OptionCheck check)
    {
        if (Delimiter is '"' or '\r' or '\n' or '\0')
            check.Add(nameof(Delimiter), $"is U+{(int)Delimiter:X4}; it must not be a quotation mark or the end of a line.");
        if (TimeFormats is null || TimeFormats.Count == 0 || TimeFormats.Any(string.IsNullOrEmpty))
            check.Add(nameof(TimeFormats), "is empty or holds an empty text; name at least one format.");
        check.NoNulls(Missing, "use an empty list for no such text");
    }
}
