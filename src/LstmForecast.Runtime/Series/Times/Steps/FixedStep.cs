namespace LstmForecast.Series;

/// <summary>A span of time that is always the same.</summary>
/// <param name="Span">The span, above zero.</param>
internal sealed record FixedStep(TimeSpan Span) : StepRule
{
    // A year of whole weeks: where there is one, the day of the week matters more than the date.
    private static readonly double[] DaysInCycle = [1, 7, 364];

    public override string Text => SpanText.Write(Span);

    public override int[] Seasons
    {
        get
        {
            // Below a minute a minute and an hour are cycles of their own only to machines; days begin where people do.
            double days = Span.TotalDays;
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

    public override DateTime Add(DateTime start, int aim, long steps) => start.AddTicks(checked(steps * Span.Ticks));

    public override long Between(DateTime start, DateTime time) => (time - start).Ticks / Span.Ticks;

    // A DateTime has room for 10,000 years.
    public override StepRule Times(int count) =>
        Span.Ticks > DateTime.MaxValue.Ticks / count ? throw new OverflowException() : new FixedStep(Span * count);
}
