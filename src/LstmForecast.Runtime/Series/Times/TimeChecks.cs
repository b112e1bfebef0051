using System.Globalization;

namespace LstmForecast.Series;

/// <summary>What a time must be, and how messages write it.</summary>
internal static class TimeChecks
{
    public static void ThrowIfLocal(DateTime time, string argument)
    {
        if (time.Kind != DateTimeKind.Local) return;
        throw new ArgumentException(
            $"The time {Text(time)} is of kind Local, whose hours are not evenly spaced where clocks are set; "
            + "convert it by ToUniversalTime, or keep it as it looks by DateTime.SpecifyKind.",
            argument);
    }

    /// <summary>As short as it can be said: a date, with hours and minutes, seconds or fractions where it has them.</summary>
    public static string Text(DateTime time)
    {
        long ticks = time.TimeOfDay.Ticks;
        string format = ticks == 0 ? "yyyy-MM-dd"
            : ticks % TimeSpan.TicksPerMinute == 0 ? "yyyy-MM-dd HH:mm"
            : ticks % TimeSpan.TicksPerSecond == 0 ? "yyyy-MM-dd HH:mm:ss"
            : "yyyy-MM-dd HH:mm:ss.FFFFFFF";
        return time.ToString(format, CultureInfo.InvariantCulture);
    }
}
