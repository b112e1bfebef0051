using System.Globalization;

namespace LstmForecast.Series;

/// <summary>Spans of time within some hours of some days: the hours of a market.</summary>
/// <param name="Span">From one time to the next of a day, above zero.</param>
/// <param name="First">The first time of a day.</param>
/// <param name="Last">No time of a day is later.</param>
/// <param name="Days">Which days of the week.</param>
internal sealed record HourStep(TimeSpan Span, TimeOnly First, TimeOnly Last, WeekMask Days) : StepRule
{
    public override string Text => $"{SpanText.Write(Span)}/{Written(First)}/{Written(Last)}/{Days.Text}";

    public override int[] Seasons
    {
        get
        {
            long week = (long)InDay * Days.Count;
            return [.. ((long[])[InDay, week, 52 * week]).Where(season => season is > 1 and <= int.MaxValue).Distinct().Select(season => (int)season)];
        }
    }

    // No more than the milliseconds of a day.
    private int InDay => (int)((Last.Ticks - First.Ticks) / Span.Ticks) + 1;

    /// <returns>Null for what is no such text as <see cref="Text"/> gives.</returns>
    public static HourStep? Read(TimeSpan span, string first, string last, string days)
    {
        if (!TryRead(first, out TimeOnly from) || !TryRead(last, out TimeOnly to) || to < from) return null;
        return IsSpan(span) && WeekMask.Read(days) is WeekMask mask ? new HourStep(span, from, to, mask) : null;
    }

    /// <summary>Whether times of a day may lie as close, and as far apart.</summary>
    public static bool IsSpan(TimeSpan span) => span.Ticks is >= TimeSpan.TicksPerMillisecond and < TimeSpan.TicksPerDay;

    public override string? Refusal(DateTime time)
    {
        long after = time.TimeOfDay.Ticks - First.Ticks;
        bool isOne = Days.Has(time) && after >= 0 && after % Span.Ticks == 0 && after / Span.Ticks < InDay;
        return isOne ? null
            : $"none of the times from {Written(First)} to {Written(Last)} in steps of {SpanText.Write(Span)} on {Days.Text}";
    }

    public override DateTime Add(DateTime start, int aim, long steps)
    {
        long day = Math.DivRem(checked(Number(start) + steps), InDay, out long slot);
        if (slot < 0) (day, slot) = (day - 1, slot + InDay);
        return Days.Date(day, start.Kind).AddTicks(First.Ticks + slot * Span.Ticks);
    }

    public override long Between(DateTime start, DateTime time) => Number(time) - Number(start);

    private long Number(DateTime time) => Days.Number(time) * InDay + (time.TimeOfDay.Ticks - First.Ticks) / Span.Ticks;

    private static string Written(TimeOnly time) => time.ToString("HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture);

    private static bool TryRead(string text, out TimeOnly time) =>
        TimeOnly.TryParseExact(text, "HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture, DateTimeStyles.None, out time);
}
