namespace LstmForecast.Samples;

/// <summary>How far apart the dates of a series are: a number of months, or a span of time.</summary>
internal readonly record struct DateStep(int Months, TimeSpan Span)
{
    /// <exception cref="InvalidDataException">The dates are not evenly spaced.</exception>
    public static DateStep Of(IReadOnlyList<DateTime> dates, string path)
    {
        int months = MonthsBetween(dates[0], dates[1]);
        DateStep step = months > 0 && dates[0].AddMonths(months) == dates[1]
            ? new DateStep(months, TimeSpan.Zero)
            : new DateStep(0, dates[1] - dates[0]);
        for (int i = 1; i < dates.Count; i++)
        {
            DateTime expected = step.After(dates[0], i);
            if (dates[i] != expected)
            {
                throw new InvalidDataException(
                    $"{path}, row {i + 2}: the date is {dates[i]:yyyy-MM-dd HH:mm} where {expected:yyyy-MM-dd HH:mm} is due; "
                    + "the rows must be evenly spaced, without gaps.");
            }
        }

        return step;
    }

    /// <summary>The length of a season in steps, by custom: a year of months or quarters, a week of days, a day of less.</summary>
    public int CustomarySeason()
    {
        if (Months > 0) return Months < 12 && 12 % Months == 0 ? 12 / Months : 1;
        if (Span == TimeSpan.FromDays(1)) return 7;
        return Span < TimeSpan.FromDays(1) ? (int)Math.Round(TimeSpan.FromDays(1) / Span) : 1;
    }

    public DateTime After(DateTime date, int steps) =>
        Months > 0 ? date.AddMonths(steps * Months) : date + steps * Span;

    private static int MonthsBetween(DateTime a, DateTime b) => (b.Year - a.Year) * 12 + b.Month - a.Month;
}
