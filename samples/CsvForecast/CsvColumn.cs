using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace LstmForecast.Samples;

/// <summary>One column of a CSV file with a header, and the dates that go with it, in UTC where they name a zone.</summary>
/// <param name="Name">The header of the values' column.</param>
/// <param name="Rows">The row of each value as a spreadsheet counts them: the header is row 1, blank lines count.</param>
/// <param name="Dates">The date of each value.</param>
/// <param name="Values">The values.</param>
internal sealed record CsvColumn(string Name, int[] Rows, DateTime[] Dates, double[] Values)
{
    private static readonly string[] DateFormats =
    [
        "yyyy", "yyyy-MM", "yyyy-MM-dd", "yyyy/MM/dd", "yyyyMMdd",
        "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm:ss.FFFFFFF",
        "yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ssK",
        "yyyy-MM-dd HH:mm:sszzz",
    ];

    /// <param name="path">The file.</param>
    /// <param name="column">The header of the values' column.</param>
    /// <param name="dateColumn">The header of the dates' column; null for the first one.</param>
    /// <exception cref="InvalidDataException">Something in the file is wrong: names file, row and column.</exception>
    public static CsvColumn Read(string path, string column, string? dateColumn)
    {
        using var reader = new StreamReader(path);
        using var csv = new CsvReader(reader, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            MissingFieldFound = null,
            BadDataFound = found => throw new InvalidDataException(
                $"{path}, row {found.Context.Parser!.Row}: a quotation mark is missing or out of place."),
        });
        if (!csv.Read() || !csv.ReadHeader())
            throw new InvalidDataException($"{path} is empty; it needs a header and at least two rows.");
        string[] header = csv.HeaderRecord!;
        dateColumn ??= header[0];
        int dateIndex = IndexOf(dateColumn);
        int valueIndex = IndexOf(column);
        var rows = new List<int>();
        var dates = new List<DateTime>();
        var values = new List<double>();
        while (csv.Read())
        {
            // A decimal comma without quotes would end as the next field, and half a number be read.
            if (csv.Parser.Count > header.Length)
            {
                throw new InvalidDataException(
                    $"{path}, row {csv.Parser.Row}: {csv.Parser.Count} fields where the header has {header.Length}; "
                    + "put a field that holds a comma in quotation marks.");
            }

            DateTime date = Parse<DateTime>(dateIndex, TryParseDate, "a date such as 1960-01-31");
            if (dates.Count > 0 && date <= dates[^1])
            {
                throw Wrong(
                    dateIndex,
                    $"{date:yyyy-MM-dd HH:mm} does not come after {dates[^1]:yyyy-MM-dd HH:mm}; sort the rows, one a date");
            }

            rows.Add(csv.Parser.Row);
            dates.Add(date);
            double value = Parse<double>(valueIndex, TryParseNumber, "a number such as 112.5");
            if (!double.IsFinite(value)) throw Wrong(valueIndex, "the value must be finite; fill the gap");
            values.Add(value);
        }

        return new CsvColumn(column, [.. rows], [.. dates], [.. values]);

        int IndexOf(string name)
        {
            int index = Array.IndexOf(header, name);
            return index >= 0 ? index : throw new InvalidDataException(
                $"{path} has no column '{name}'; its columns are: {string.Join(", ", header)}.");
        }

        T Parse<T>(int index, TryParse<T> parse, string wanted)
        {
            string text = csv.GetField(index) ?? "";
            return parse(text, out T? parsed)
                ? parsed
                : throw Wrong(index, $"'{text}' is not {wanted}");
        }

        InvalidDataException Wrong(int index, string what) =>
            new($"{path}, row {csv.Parser.Row}, column '{header[index]}': {what}.");
    }

    private delegate bool TryParse<T>(string text, out T parsed);

    /// <summary>In UTC: this computer's own zone would leave out an hour in spring and double one in autumn.</summary>
    // Only what cannot be mistaken: a lenient parser takes 112.5 for a day in the year 112.
    private static bool TryParseDate(string text, out DateTime date) => DateTime.TryParseExact(
        text.Trim(),
        DateFormats,
        CultureInfo.InvariantCulture,
        DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
        out date);

    /// <summary>Without thousands separators: a decimal comma, 12,5, would be read as 125.</summary>
    private static bool TryParseNumber(string text, out double number) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
}
