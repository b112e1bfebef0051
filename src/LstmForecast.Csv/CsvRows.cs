using System.Globalization;
using CsvHelper;

namespace LstmForecast.Csv;

/// <summary>The rows of one CSV text, one after the other.</summary>
internal sealed class CsvRows(CsvReader csv, string source, SeriesColumns columns, CsvFormat format)
{
    private readonly string[] _timeFormats = [.. format.TimeFormats];
    private readonly HashSet<string> _missing = new(format.Missing, StringComparer.Ordinal);
    private string[] _header = [];

    /// <summary>The first timestamp, and where it stands: the others must name a zone if it does.</summary>
    private (DateTimeKind Kind, int Line)? _first;

    /// <exception cref="InvalidDataException">Names source, line, column and text.</exception>
    public IEnumerable<SeriesRow> Read()
    {
        ReadHeader();
        int time = columns.Time is null ? 0 : IndexOf(columns.Time);
        int series = columns.Series is null ? -1 : IndexOf(columns.Series);
        int[] channels = [.. columns.Channels.Select(IndexOf)];
        int[] numbers = [.. columns.StaticNumbers.Select(IndexOf)];
        int[] categories = [.. columns.StaticCategories.Select(IndexOf)];
        string wholeTable = Path.GetFileNameWithoutExtension(source);
        while (csv.Read())
        {
            // A decimal comma without quotes would end as the next field, and half a number be read.
            if (csv.Parser.Count != _header.Length)
            {
                // A quotation mark without its partner swallows fields; it is found as they are looked at.
                for (int field = 0; field < csv.Parser.Count; field++) _ = csv.Parser[field];
                throw new InvalidDataException(
                    $"{source}, line {csv.Parser.RawRow}: {csv.Parser.Count} fields where the header has {_header.Length}; "
                    + "put a field that holds the delimiter in quotation marks, and leave a missing one empty.");
            }

            yield return new SeriesRow(
                series < 0 ? wholeTable : Text(series), Time(time), [.. channels.Select(Value)])
            {
                Statics =
                [
                    .. numbers.Select(column => new StaticValue(_header[column], Number(column))),
                    .. categories.Select(column => new StaticValue(_header[column], Text(column))),
                ],
                Source = $"{source}, line {csv.Parser.RawRow}",
            };
        }
    }

    private void ReadHeader()
    {
        if (!csv.Read() || !csv.ReadHeader())
            throw new InvalidDataException($"{source} is empty; it needs a header and a row for each series and time.");
        _header = csv.HeaderRecord!;
    }

    private int IndexOf(string column)
    {
        int[] found = [.. Enumerable.Range(0, _header.Length).Where(i => _header[i] == column)];
        return found switch
        {
            [int index] => index,
            [] => throw new InvalidDataException(
                $"{source} has no column '{column}'; its columns are: {string.Join(", ", _header)}."),
            _ => throw new InvalidDataException($"{source} has {found.Length} columns '{column}'; rename all but one."),
        };
    }

    private string Text(int column)
    {
        string text = csv.GetField(column)!;
        return text.Length > 0 ? text : throw Wrong(column, "the field is empty; a name is needed");
    }

    private double Value(int column) => _missing.Contains(csv.GetField(column)!) ? double.NaN : Number(column);

    /// <summary>Without thousands separators: a decimal comma, "12,5", would be read as 125.</summary>
    private double Number(int column)
    {
        string text = csv.GetField(column)!;
        bool isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number);
        return isNumber && double.IsFinite(number)
            ? number
            : throw Wrong(column, $"'{text}' is not a finite number such as 112.5");
    }

    /// <summary>Only what cannot be mistaken: a lenient parser takes 112.5 for a day in the year 112.</summary>
    private DateTime Time(int column)
    {
        string text = csv.GetField(column)!;
        // To UTC where a zone is named: this computer's own would leave out an hour in spring and double one in autumn.
        if (!DateTime.TryParseExact(
            text, _timeFormats, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out DateTime time))
        {
            throw Wrong(column, $"'{text}' is not a time such as 1960-01-31 or 1960-01-31 23:59, and no other format was given that fits");
        }

        _first ??= (time.Kind, csv.Parser.RawRow);
        return time.Kind == _first.Value.Kind ? time : throw Wrong(
            column,
            $"'{text}' names {(time.Kind == DateTimeKind.Utc ? "a" : "no")} time zone, unlike line {_first.Value.Line}; "
            + "name one in every row or in none");
    }

    private InvalidDataException Wrong(int column, string what) =>
        new($"{source}, line {csv.Parser.RawRow}, column '{_header[column]}': {what}.");
}
