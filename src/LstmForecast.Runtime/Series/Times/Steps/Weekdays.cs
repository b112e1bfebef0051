namespace LstmForecast.Series;

/// <summary>Days of the week.</summary>
internal static class Weekdays
{
    public static bool IsWeekend(DateTime time) => time.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    /// <summary>0 for Monday to 6 for Sunday.</summary>
    public static int FromMonday(DateTime time) => ((int)time.DayOfWeek + 6) % 7;
}
