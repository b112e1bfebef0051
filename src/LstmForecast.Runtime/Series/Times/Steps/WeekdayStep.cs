namespace LstmForecast.Series;

/// <summary>The next of some days of the week, whatever the holidays.</summary>
/// <param name="Days">Which days.</param>
internal sealed record WeekdayStep(WeekMask Days) : StepRule
{
    public const string BusinessDay = "business-day";
    public const string Prefix = "weekdays:";

    public override string Text => Days == WeekMask.Business ? BusinessDay : Prefix + Days.Text;

    // A week of these days, and a year of whole weeks.
    public override int[] Seasons => Days.Count == 1 ? [52] : [Days.Count, 52 * Days.Count];

    public override string? Refusal(DateTime time) => Days.Has(time) ? null
        : $"a {time.DayOfWeek}; {(Days == WeekMask.Business ? "business days are Monday to Friday" : $"the days of these steps are {Days.Text}")}";

    public override DateTime Add(DateTime start, int aim, long steps) =>
        Days.Date(checked(Days.Number(start) + steps), start.Kind) + start.TimeOfDay;

    public override long Between(DateTime start, DateTime time) => Days.Number(time) - Days.Number(start);
}
