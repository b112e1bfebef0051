using CsvHelper;

namespace LstmForecast.Csv;

/// <summary>The rows of one CSV text, one after the other.</summary>
internal sealed class CsvRows(CsvReader csv, string source, SeriesColumns columns, CsvFormat format)
{
    private const char ByteOrderMark = '\uFEFF';

    private readonly TimeFields _times = new(format);
    private readonly NumberFields _numbers = new(format);
    private string[] _header = [];
    private int _time = -1;

    /// <summary>Whether the first timestamp names a zone, and where it stands: the others must do as it does.</summary>
    private (bool HasOffset, int Line)? _first;

    /// <exception cref="InvalidDataException">Names source, line, column and text.</exception>
    public IEnumerable<SeriesRow> Read()
    {
        ReadHeader();
        if (columns.HasTimes) _time = columns.Time is null ? FirstColumn() : IndexOf(columns.Time);
        int series = columns.Series is null ? -1 : IndexOf(columns.Series);
        int[] channels = [.. columns.Channels.Select(IndexOf)];
        int[] numbers = [.. columns.StaticNumbers.Select(IndexOf)];
        int[] categories = [.. columns.StaticCategories.Select(IndexOf)];
        string wholeTable = Path.GetFileNameWithoutExtension(source);
        // Where one text may be two times, none is read before all have been seen.
        var waiting = new List<(SeriesRow Row, string Time, int Line)>();
        while (csv.Read())
        {
            CheckFieldCount();
            var row = new SeriesRow(
                series < 0 ? wholeTable : Text(series),
                _time < 0 || _times.NeedsOneFormat ? default : Time(Field(_time), csv.Parser.RawRow),
                [.. channels.Select(Value)])
            {
                Statics =
                [
                    .. numbers.Select(column => new StaticValue(_header[column], Number(column))),
                    .. categories.Select(column => new StaticValue(_header[column], Text(column))),
                ],
                Source = $"{source}, line {csv.Parser.RawRow}",
            };
            if (_time >= 0 && _times.NeedsOneFormat) waiting.Add((row, Field(_time), csv.Parser.RawRow));
            else yield return row;
        }

        if (waiting.Count > 0 && _times.Settle([.. waiting.Select(one => one.Time)]) is { } wrong)
            throw Wrong(_time, wrong.Problem, waiting[wrong.Row].Line);
        foreach ((SeriesRow row, string time, int line) in waiting) yield return row with { Time = Time(time, line) };
        if (_first is { HasOffset: true } && format is { KeepWallClock: null, TimeZone: null } && _times.AreMidnightsElsewhere)
        {
            throw new InvalidDataException(
                $"{source}: all times are midnights with an offset, which are days of some place and in UTC lie on the day before or "
                + "after. Set CsvFormat.KeepWallClock to true to read them as those days, to false for the instants in UTC.");
        }
    }

    private void CheckFieldCount()
    {
        // A decimal comma without quotes would end as the next field, and half a number be read.
        if (csv.Parser.Count == _header.Length) return;
        // A quotation mark without its partner swallows fields; it is found as they are looked at.
        for (int field = 0; field < csv.Parser.Count; field++) _ = csv.Parser[field];
        throw new InvalidDataException(
            $"{source}, line {csv.Parser.RawRow}: {csv.Parser.Count} fields where the header has {_header.Length}; "
            + "put a field that holds the delimiter in quotation marks, and leave a missing one empty.");
    }

    private void ReadHeader()
    {
        if (!csv.Read() || !csv.ReadHeader())
            throw new InvalidDataException($"{source} is empty; it needs a header and a row for each series and time.");
        _header = csv.HeaderRecord!;
    }

    private int FirstColumn()
    {
        columns.ThrowIfNamed(_header[0]);
        return 0;
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

    private string Field(int column)
    {
        string text = csv.GetField(column)!;
        return !text.Contains(ByteOrderMark, StringComparison.Ordinal) ? text : throw Wrong(
            column, "the field holds a byte order mark (U+FEFF), as where two files were joined; take it out, and a second header with it");
    }

    private string Text(int column)
    {
        string text = Field(column);
        return text.Length > 0 ? text : throw Wrong(column, "the field is empty; a name is needed");
    }

    private double Value(int column) => _numbers.IsMissing(Field(column)) ? double.NaN : Number(column);

    private double Number(int column)
    {
        string text = Field(column);
        return _numbers.TryRead(text, out double number)
            ? number
            : throw Wrong(column, $"'{text}' is not a finite number such as {_numbers.Example}");
    }

    /// <summary>Only what cannot be mistaken: a lenient parser takes 112.5 for a day in the year 112.</summary>
    private DateTime Time(string text, int line)
    {
        if (!_times.TryRead(text, out DateTime time, out bool hasOffset)) throw Wrong(_time, $"'{text}' is not a time {_times.Description}", line);
        _first ??= (hasOffset, line);
        return hasOffset == _first.Value.HasOffset || format.TimeZone is not null ? time : throw Wrong(
            _time,
            $"'{text}' names {(hasOffset ? "a" : "no")} time zone, unlike line {_first.Value.Line}; name one in every row or in none",
            line);
    }

    private InvalidDataException Wrong(int column, string what) => Wrong(column, what, csv.Parser.RawRow);

    private InvalidDataException Wrong(int column, string what, int line) =>
        new($"{source}, line {line}, column '{_header[column]}': {what}.");
}
