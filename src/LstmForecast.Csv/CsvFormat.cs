using System.Text;
using LstmForecast.Checks;

namespace LstmForecast.Csv;

/// <summary>The form of a CSV file, to read or to write. Immutable.</summary>
public sealed record CsvFormat : ICheckedOptions
{
    private const char Quote = '"';

    /// <summary>
    /// What stands between two fields: no digit, space, sign, quotation mark or line break, and not
    /// <see cref="DecimalSeparator"/>. Default: a comma.
    /// </summary>
    public char Delimiter { get; init; } = ',';

    /// <summary>
    /// How the characters of a file are written. Bytes that are none of its characters are an error. Default: UTF-8. A byte
    /// order mark at the beginning of a file is heeded and not read as text.
    /// </summary>
    public Encoding Encoding { get; init; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>What stands before the decimals of a number. Default: a point.</summary>
    public char DecimalSeparator { get; init; } = '.';

    /// <summary>
    /// What may stand between groups of three digits of a number; it is read and never written. Default: null, nothing.
    /// </summary>
    public char? ThousandsSeparator { get; init; }

    /// <summary>
    /// How timestamps are written, as custom format strings of .NET. Where two of them read one text as two times, as
    /// <c>MM/dd/yyyy</c> and <c>dd/MM/yyyy</c> do, the whole column must be in one of them, and it is an error if more than
    /// one reads it. Default: years, months and days as in
    /// <c>2024</c>, <c>2024-01</c>, <c>2024-01-31</c>, <c>2024/01/31</c> and <c>20240131</c>, with the time of day as in
    /// <c>2024-01-31 23:59</c> or ISO 8601's <c>2024-01-31T23:59:59.5Z</c>. Times are written in ISO 8601 if one of these
    /// reads it, otherwise in the first of these that loses nothing.
    /// </summary>
    public IReadOnlyList<string> TimeFormats { get; init; } = DefaultTimeFormats;

    /// <summary>
    /// What is read of a time with an offset, such as <c>2024-01-31T00:00+02:00</c>: true, its date and time as they stand;
    /// false, the instant, in UTC. Default: null, the instant, but days, which are all midnights, are an error.
    /// </summary>
    public bool? KeepWallClock { get; init; }

    /// <summary>
    /// The time zone to whose clock instants are brought, such as <c>TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin")</c>;
    /// times without an offset are taken to be of that clock. Default: null, UTC.
    /// </summary>
    public TimeZoneInfo? TimeZone { get; init; }

    /// <summary>
    /// The texts of a missing value; the first one is written. One that is a number stands for that number however it is
    /// written. Default: none at all, <c>NA</c>, <c>NaN</c>, <c>nan</c> and <c>null</c>.
    /// </summary>
    public IReadOnlyList<string> Missing { get; init; } = ["", "NA", "NaN", "nan", "null"];

    internal static IReadOnlyList<string> DefaultTimeFormats { get; } =
    [
        "yyyy", "yyyy-MM", "yyyy-MM-dd", "yyyy/MM/dd", "yyyyMMdd",
        "yyyy-MM-dd HH:mmK", "yyyy-MM-dd HH:mm:ssK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK",
        "yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK",
    ];

    void ICheckedOptions.AddProblems(OptionCheck check)
    {
        if (Delimiter is Quote or '\r' or '\n' or '\0')
            check.Add(nameof(Delimiter), $"is U+{(int)Delimiter:X4}; it must not be a quotation mark or the end of a line.");
        else if (Delimiter is ' ' or '+' or '-' || char.IsAsciiLetterOrDigit(Delimiter))
            check.Add(nameof(Delimiter), $"is '{Delimiter}', which fields hold or are trimmed of; use a comma, semicolon or tab.");
        else if (Delimiter == DecimalSeparator)
            check.Add(nameof(Delimiter), $"is '{Delimiter}', and so is DecimalSeparator; with a decimal comma fields are mostly parted by ';'.");
        check.NotNull(Encoding, "leave it out for UTF-8");
        if (!CanPartDigits(DecimalSeparator))
            check.Add(nameof(DecimalSeparator), $"is '{DecimalSeparator}'; it must be a character such as '.' or ','.");
        if (ThousandsSeparator is char thousands && (!CanPartDigits(thousands) || thousands == DecimalSeparator))
            check.Add(nameof(ThousandsSeparator), $"is '{thousands}'; it must be a character such as ',' or '.', other than DecimalSeparator.");
        if (TimeFormats is null || TimeFormats.Count == 0 || TimeFormats.Any(string.IsNullOrEmpty))
            check.Add(nameof(TimeFormats), "is empty or holds an empty text; name at least one format.");
        if (KeepWallClock == true && TimeZone is not null)
            check.Add(nameof(KeepWallClock), "is true and TimeZone is set; times are kept as they stand or brought to a zone, not both.");
        check.NoNulls(Missing, "use an empty list for no such text");
    }

    private static bool CanPartDigits(char separator) =>
        !char.IsAsciiLetterOrDigit(separator) && separator is not (Quote or '+' or '-' or '\r' or '\n' or '\0');
}
