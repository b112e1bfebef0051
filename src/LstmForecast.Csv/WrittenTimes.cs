using System.Globalization;
using LstmForecast.Series;

namespace LstmForecast.Csv;

/// <summary>Times as text that the same format reads back unchanged.</summary>
internal sealed class WrittenTimes(CsvFormat format)
{
    private readonly string[] _formats = [.. format.TimeFormats];

    /// <exception cref="ArgumentException">No format can write the time without a loss.</exception>
    public string Text(DateTime time)
    {
        string iso = TimeText.Of(time);
        if (ReadsBack(iso, time)) return iso;
        return _formats.Select(one => time.ToString(one, CultureInfo.InvariantCulture)).FirstOrDefault(text => ReadsBack(text, time))
            ?? throw new ArgumentException(
                $"CsvFormat: none of the TimeFormats writes the time {iso} so that it is read back unchanged; add one that "
                + "does, such as yyyy-MM-ddTHH:mm:ss.FFFFFFFK.");
    }

    private bool ReadsBack(string text, DateTime time) =>
        DateTime.TryParseExact(
            text, _formats, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out DateTime again)
        && again == time && again.Kind == time.Kind;
}
