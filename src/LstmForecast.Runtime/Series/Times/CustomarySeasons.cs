namespace LstmForecast.Series;

/// <summary>What people who keep series of a given step call a season.</summary>
internal static class CustomarySeasons
{
    // A year of whole weeks: where there is one, the day of the week matters more than the date.
    private static readonly double[] DaysInCycle = [1, 7, 364];

    public static int[] Of(TimeStep step)
    {
        if (step.IsBusinessDay) return [5, 260];
        if (step.MonthCount > 0)
            return step.MonthCount < 12 && 12 % step.MonthCount == 0 ? [12 / step.MonthCount] : [];

        // Below a minute a minute and an hour are cycles of their own only to machines; days begin where people do.
        double days = step.Span.TotalDays;
        return
        [
            .. from cycle in DaysInCycle
               let steps = cycle / days
               // A week of 5-day steps, or a day of 7-hour ones, repeats nothing.
               where steps >= 2 && steps <= int.MaxValue && (cycle > 7 || Math.Abs(steps - Math.Round(steps)) < 1e-9)
               select (int)Math.Round(steps),
        ];
    }
}
