using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace LstmForecast.Samples;

/// <summary>One column of a CSV file with a header, and the dates that go with it.</summary>
internal sealed record CsvColumn(string Name, DateTime[] Dates, double[] Values)
{
    /// <param name="path">The file.</param>
    /// <param name="column">The header of the values' column.</param>
    /// <param name="dateColumn">The header of the dates' column; null for the first one.</param>
    /// <exception cref="InvalidDataException">Something in the file is wrong: names file, row and column.</exception>
    public static CsvColumn Read(string path, string column, string? dateColumn)
    {
        using var reader = new StreamReader(path);
        using var csv = new CsvReader(reader, new CsvConfiguration(CultureInfo.InvariantCulture) { MissingFieldFound = null });
        if (!csv.Read() || !csv.ReadHeader())
            throw new InvalidDataException($"{path} is empty; it needs a header and at least two rows.");
        string[] header = csv.HeaderRecord!;
        dateColumn ??= header[0];
        int dateIndex = IndexOf(dateColumn);
        int valueIndex = IndexOf(column);
        var dates = new List<DateTime>();
        var values = new List<double>();
        while (csv.Read())
        {
            DateTime date = Parse<DateTime>(dateIndex, DateTime.TryParse, "a date such as 1960-01-31");
            if (dates.Count > 0 && date <= dates[^1])
                throw Wrong(dateIndex, $"{date:yyyy-MM-dd HH:mm} does not come after {dates[^1]:yyyy-MM-dd HH:mm}; sort the rows, one a date");
            dates.Add(date);
            double value = Parse<double>(valueIndex, double.TryParse, "a number such as 112.5");
            if (!double.IsFinite(value)) throw Wrong(valueIndex, "the value must be finite; fill the gap");
            values.Add(value);
        }

        return new CsvColumn(column, [.. dates], [.. values]);

        int IndexOf(string name)
        {
            int index = Array.IndexOf(header, name);
            return index >= 0 ? index : throw new InvalidDataException(
                $"{path} has no column '{name}'; its columns are: {string.Join(", ", header)}.");
        }

        T Parse<T>(int index, TryParse<T> parse, string wanted)
        {
            string text = csv.GetField(index) ?? "";
            return parse(text, CultureInfo.InvariantCulture, out T? parsed)
                ? parsed
                : throw Wrong(index, $"'{text}' is not {wanted}");
        }

        InvalidDataException Wrong(int index, string what) =>
            new($"{path}, row {csv.Parser.Row}, column '{header[index]}': {what}.");
    }

    private delegate bool TryParse<T>(string text, IFormatProvider provider, out T parsed);
}
