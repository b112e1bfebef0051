using System.Globalization;
using System.Text;

namespace LstmForecast.Series;

/// <summary>Spans of time as ISO 8601 durations.</summary>
internal static class SpanText
{
    /// <param name="span">Above zero.</param>
    public static string Write(TimeSpan span)
    {
        long ticks = span.Ticks;
        if (ticks % (7 * TimeSpan.TicksPerDay) == 0) return $"P{ticks / (7 * TimeSpan.TicksPerDay)}W";
        if (ticks % TimeSpan.TicksPerDay == 0) return $"P{ticks / TimeSpan.TicksPerDay}D";
        var text = new StringBuilder("PT");
        if (ticks / TimeSpan.TicksPerHour is > 0 and long hours) text.Append(hours).Append('H');
        if (span.Minutes > 0) text.Append(span.Minutes).Append('M');
        decimal seconds = ticks % TimeSpan.TicksPerMinute / (decimal)TimeSpan.TicksPerSecond;
        if (seconds > 0) text.Append(seconds.ToString("0.#######", CultureInfo.InvariantCulture)).Append('S');
        return text.ToString();
    }
}
