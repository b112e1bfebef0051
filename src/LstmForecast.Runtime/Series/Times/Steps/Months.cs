namespace LstmForecast.Series;

/// <summary>Counting in months.</summary>
internal static class Months
{
    /// <summary>The day that is aimed at, or the last of a shorter month.</summary>
    public static int DayIn(int year, int month, int aim) => Math.Min(aim, DateTime.DaysInMonth(year, month));

    /// <exception cref="ArgumentOutOfRangeException">The month lies outside of the years 1 to 9999.</exception>
    public static DateTime Add(DateTime time, long months, int aim)
    {
        long month = time.Year * 12L + time.Month - 1 + months;
        if (month is < 12 or >= 120_000) throw new ArgumentOutOfRangeException(nameof(months));
        (int year, int zeroBased) = Math.DivRem((int)month, 12);
        var date = new DateTime(year, zeroBased + 1, DayIn(year, zeroBased + 1, aim), 0, 0, 0, time.Kind);
        return date + time.TimeOfDay;
    }

    /// <summary>From one calendar month to another, whatever the days.</summary>
    public static int Between(DateTime from, DateTime to) => (to.Year - from.Year) * 12 + to.Month - from.Month;

    /// <summary>How many steps of so many months make a year, where they do.</summary>
    public static int[] Seasons(int months) => months < 12 && 12 % months == 0 ? [12 / months] : [];

    /// <summary>So many times a number of months.</summary>
    /// <exception cref="OverflowException">They are more than a DateTime has room for: 10,000 years.</exception>
    public static int Times(int months, int count) =>
        months > 120_000 / count ? throw new OverflowException() : months * count;

    public static bool IsLastDay(DateTime time) => time.Day == DateTime.DaysInMonth(time.Year, time.Month);
}
