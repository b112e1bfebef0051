namespace LstmForecast.Series;

/// <summary>Finds the step of a table's timestamps, by the rule that <c>SeriesSet.FromRows</c> describes.</summary>
internal static class StepSearch
{
    /// <summary>The shortest one.</summary>
    private static readonly TimeSpan Month = TimeSpan.FromDays(28);

    public static TimeStep Find(IReadOnlyList<SeriesRows> series)
    {
        TimeStep step = MostCommon(series);
        foreach (SeriesRows rows in series) ThrowIfNeverOneStep(rows, step);
        return step;
    }

    private static TimeStep MostCommon(IReadOnlyList<SeriesRows> series)
    {
        long span = Mode(series, (a, b) => (b - a).Ticks) ?? throw new ArgumentException(
            "No series has two rows, so that there is no step of time to be found; give the step.");
        TimeStep step = TimeStep.Of(new(span));
        if (span >= Month.Ticks)
        {
            // Every fourth week some neighbours lie in one month, and those may be as common as others.
            long months = Mode(series, (a, b) => Months.Between(a, b))!.Value;
            if (months < 1) return step;
            TimeStep[] candidates = [TimeStep.OfMonths((int)months), TimeStep.OfBusinessMonths((int)months), step];
            return candidates.MaxBy(Explained)!;
        }

        return span == TimeSpan.TicksPerDay && AreBusinessDays(series) ? TimeStep.BusinessDay : step;

        long Explained(TimeStep step) => series.Sum(rows => (long)rows.CountOn(step));
    }

    private static bool AreBusinessDays(IReadOnlyList<SeriesRows> series) =>
        !series.Any(rows => rows.Times.Any(Weekdays.IsWeekend))
        // Neighbours without a weekend between them are in the same week.
        && series.Any(rows => Pairs(rows).Any(pair => Weekdays.FromMonday(pair.Later) < Weekdays.FromMonday(pair.Earlier)
            || (pair.Later - pair.Earlier).TotalDays >= 7));

    private static long? Mode(IReadOnlyList<SeriesRows> series, Func<DateTime, DateTime, long> distance)
    {
        var counts = new Dictionary<long, long>();
        foreach ((DateTime earlier, DateTime later) in series.SelectMany(Pairs))
        {
            long length = distance(earlier, later);
            counts[length] = counts.GetValueOrDefault(length) + 1;
        }

        return counts.Count == 0 ? null : counts.OrderByDescending(entry => entry.Value).ThenBy(entry => entry.Key).First().Key;
    }

    private static IEnumerable<(DateTime Earlier, DateTime Later)> Pairs(SeriesRows rows) =>
        rows.Times.Zip(rows.Times.Skip(1));

    /// <summary>
    /// A daily series among hourly ones lies on their grid, but most of it would be missing. Two rows alone may well have
    /// a gap between them.
    /// </summary>
    private static void ThrowIfNeverOneStep(SeriesRows rows, TimeStep step)
    {
        if (rows.Times.Count < 3 || Pairs(rows).Any(pair => IsOneStep(pair.Earlier, pair.Later, step))) return;
        throw new ArgumentException(
            $"The step of the table was found to be {step}, but no two rows of series '{rows.Name}' are one step apart: "
            + $"{TimeChecks.Text(rows.Times[0])} ({rows.Place(0)}), {TimeChecks.Text(rows.Times[1])} ({rows.Place(1)}), ... "
            + "Give the step, or keep series of different steps in different sets.");
    }

    private static bool IsOneStep(DateTime earlier, DateTime later, TimeStep step)
    {
        return step.Rule switch
        {
            // Whatever the day: which one they aim at is told by all rows.
            MonthStep months => Months.Between(earlier, later) == months.Count,
            StepRule rule => rule.Between(earlier, later) == 1,
        };
    }
}
