using System.Globalization;

namespace LstmForecast.Series;

/// <summary>A timestamp in a table: ISO 8601, a date alone where the times are days of no time zone.</summary>
internal static class TimeText
{
    public static string Of(DateTime time) => time.TimeOfDay == TimeSpan.Zero && time.Kind != DateTimeKind.Utc
        ? time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        : time.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture);
}
