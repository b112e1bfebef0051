namespace LstmForecast.Series;

/// <summary>Counting in days from Monday to Friday.</summary>
internal static class Weekdays
{
    public static bool IsWeekend(DateTime time) => time.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    /// <summary>0 for Monday to 6 for Sunday.</summary>
    public static int FromMonday(DateTime time) => ((int)time.DayOfWeek + 6) % 7;

    /// <param name="time">From Monday to Friday.</param>
    /// <param name="days">How many business days later.</param>
    public static DateTime Add(DateTime time, int days)
    {
        long fromMonday = FromMonday(time) + (long)days;
        long weeks = Math.DivRem(fromMonday, 5, out long day);
        if (day < 0) (weeks, day) = (weeks - 1, day + 5);
        return time.AddTicks(checked((weeks * 7 + day - FromMonday(time)) * TimeSpan.TicksPerDay));
    }

    /// <summary>The business days from one date to another; a weekend counts as the Friday before it.</summary>
    public static long Between(DateTime from, DateTime to)
    {
        return Count(to) - Count(from);

        static long Count(DateTime time)
        {
            // Day 0 of DateTime is a Monday.
            (long weeks, long day) = Math.DivRem(time.Ticks / TimeSpan.TicksPerDay, 7);
            return weeks * 5 + Math.Min(day, 4);
        }
    }
}
