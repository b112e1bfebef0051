using System.Globalization;

namespace LstmForecast.Csv;

/// <summary>Timestamps as a format writes them: only what cannot be mistaken, and one format for a column where it matters.</summary>
internal sealed class TimeFields
{
    // Every part of it is another number, so that parts that change places show.
    private static readonly DateTime Sample = new(2012, 3, 4, 5, 6, 7, DateTimeKind.Unspecified);

    private readonly CsvFormat _format;
    private string[] _formats;
    private bool _areMidnights = true;
    private bool _isElsewhere;

    public TimeFields(CsvFormat format)
    {
        _format = format;
        _formats = [.. format.TimeFormats];
        NeedsOneFormat = !ReferenceEquals(format.TimeFormats, CsvFormat.DefaultTimeFormats) && _formats.Any(
            one => _formats.Any(other => Read(Sample.ToString(one, CultureInfo.InvariantCulture), [other]) is { } time
                && time != Read(Sample.ToString(one, CultureInfo.InvariantCulture), [one])));
    }

    /// <summary>Whether a text could be read as two times, so that the whole column must be looked at first.</summary>
    public bool NeedsOneFormat { get; }

    /// <summary>Whether all times so far were midnights with an offset, some of them not those of UTC: in London half of a year.</summary>
    public bool AreMidnightsElsewhere => _areMidnights && _isElsewhere;

    /// <summary>What a time looks like.</summary>
    public string Description => ReferenceEquals(_format.TimeFormats, CsvFormat.DefaultTimeFormats)
        ? "such as 1960-01-31 or 1960-01-31 23:59, and no other format was given that fits"
        : $"in the format {string.Join(" or ", _formats)} (CsvFormat.TimeFormats)";

    /// <summary>Settles on the one format that reads all of a column.</summary>
    /// <param name="texts">The column.</param>
    /// <returns>What is wrong, and with which text; null for nothing.</returns>
    public (int Row, string Problem)? Settle(IReadOnlyList<string> texts)
    {
        int[] firstUnread = [.. _formats.Select(format => FirstUnread(texts, format))];
        string[] fitting = [.. _formats.Where((_, i) => firstUnread[i] == texts.Count)];
        if (fitting.Length == 0)
        {
            int most = Array.IndexOf(firstUnread, firstUnread.Max());
            return (firstUnread[most],
                $"'{texts[firstUnread[most]]}' is not a time in the format {_formats[most]}, which reads the rows before it; a column "
                + "has one of the TimeFormats");
        }

        for (int row = 0; row < texts.Count; row++)
        {
            DateTime time = Read(texts[row], [fitting[0]])!.Value;
            string? other = fitting.FirstOrDefault(format => Read(texts[row], [format]) != time);
            if (other is not null)
                return (row, $"'{texts[row]}' is one time as {fitting[0]} and another as {other}, and both read the whole column; give the one that is meant");
        }

        _formats = fitting[..1];
        return null;
    }

    /// <summary>A time as the format has it; its kind is UTC for an instant.</summary>
    /// <param name="text">The text.</param>
    /// <param name="time">The time.</param>
    /// <param name="hasOffset">Whether the text names a time zone.</param>
    public bool TryRead(string text, out DateTime time, out bool hasOffset)
    {
        hasOffset = false;
        time = default;
        // To UTC where a zone is named: this computer's own would leave out an hour in spring and double one in autumn.
        if (Read(text, _formats) is not DateTime read) return false;
        time = read;
        hasOffset = read.Kind == DateTimeKind.Utc;
        if (!hasOffset)
        {
            _areMidnights = false;
            return true;
        }

        var wall = DateTimeOffset.ParseExact(text, _formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        _areMidnights &= wall.TimeOfDay == TimeSpan.Zero;
        _isElsewhere |= wall.Offset != TimeSpan.Zero;
        if (_format.KeepWallClock == true) time = wall.DateTime;
        else if (_format.TimeZone is TimeZoneInfo zone) time = DateTime.SpecifyKind(TimeZoneInfo.ConvertTime(wall, zone).DateTime, DateTimeKind.Unspecified);
        return true;
    }

    private static int FirstUnread(IReadOnlyList<string> texts, string format)
    {
        int row = 0;
        while (row < texts.Count && Read(texts[row], [format]) is not null) row++;
        return row;
    }

    private static DateTime? Read(string text, string[] formats) => DateTime.TryParseExact(
        text, formats, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out DateTime time)
        ? time
        : null;
}
