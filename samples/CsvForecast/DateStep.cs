namespace LstmForecast.Samples;

/// <summary>How far apart the dates of a series are: a number of months, or a span of time.</summary>
/// <param name="Months">Whole months from date to date; 0 for a span.</param>
/// <param name="Span">The time from date to date; zero for months.</param>
/// <param name="MonthEnds">Whether every date is the last day of its month.</param>
internal readonly record struct DateStep(int Months, TimeSpan Span, bool MonthEnds = false)
{
    /// <param name="dates">The dates, at least two, in order.</param>
    /// <param name="rows">The row of each in the file.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">The dates are not evenly spaced.</exception>
    public static DateStep Of(IReadOnlyList<DateTime> dates, IReadOnlyList<int> rows, string path)
    {
        // The first two dates do not decide it: 30 June and 30 September may be ends of quarters, 1 February and
        // 1 March four weeks apart. What explains most dates does.
        int months = MonthsBetween(dates[0], dates[1]);
        var span = new DateStep(0, dates[1] - dates[0]);
        DateStep[] possible = months > 0 ? [new(months, default, MonthEnds: true), new(months, default), span] : [span];
        DateStep step = possible.MaxBy(one => one.Explains(dates));
        int explained = step.Explains(dates);
        if (explained == dates.Count) return step;
        throw new InvalidDataException(
            $"{path}, row {rows[explained]}: the date is {dates[explained]:yyyy-MM-dd HH:mm} where "
            + $"{step.After(dates[0], explained):yyyy-MM-dd HH:mm} is due; the rows must be evenly spaced, without gaps.");
    }

    /// <summary>The length of a season in steps, by custom: a year of months or quarters, a week of days, a day of less.</summary>
    public int CustomarySeason()
    {
        if (Months > 0) return Months < 12 && 12 % Months == 0 ? 12 / Months : 1;
        if (Span == TimeSpan.FromDays(1)) return 7;
        return Span < TimeSpan.FromDays(1) && TimeSpan.TicksPerDay % Span.Ticks == 0
            ? (int)(TimeSpan.TicksPerDay / Span.Ticks)
            : 1;
    }

    public DateTime After(DateTime date, int steps)
    {
        if (Months == 0) return date + steps * Span;
        DateTime after = date.AddMonths(steps * Months);
        return MonthEnds ? after.AddDays(DateTime.DaysInMonth(after.Year, after.Month) - after.Day) : after;
    }

    /// <summary>How many of the dates from the first on lie where this step puts them.</summary>
    private int Explains(IReadOnlyList<DateTime> dates)
    {
        int count = 0;
        while (count < dates.Count && After(dates[0], count) == dates[count]) count++;
        return count;
    }

    private static int MonthsBetween(DateTime a, DateTime b) => (b.Year - a.Year) * 12 + b.Month - a.Month;
}
