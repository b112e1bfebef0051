namespace LstmForecast.Series;

/// <summary>A place in a cycle, as sine and cosine.</summary>
internal abstract record CyclicFeature(string Cycle) : CalendarFeature
{
    internal sealed override IReadOnlyList<string> Names => [$"{Cycle} sine", $"{Cycle} cosine"];

    internal sealed override void Write(DateTime time, Span<double> to) =>
        (to[0], to[1]) = Math.SinCos(2 * Math.PI * Place(time));

    /// <summary>From 0 at the beginning of the cycle to below 1.</summary>
    private protected abstract double Place(DateTime time);
}

internal sealed record HourOfDayFeature() : CyclicFeature("hour of day")
{
    private protected override double Place(DateTime time) => time.TimeOfDay.TotalDays;
}

internal sealed record DayOfWeekFeature() : CyclicFeature("day of week")
{
    private protected override double Place(DateTime time) => Weekdays.FromMonday(time) / 7.0;
}

internal sealed record MonthFeature() : CyclicFeature("month")
{
    private protected override double Place(DateTime time) => (time.Month - 1) / 12.0;
}

internal sealed record DayOfYearFeature() : CyclicFeature("day of year")
{
    private protected override double Place(DateTime time) =>
        (time.DayOfYear - 1.0) / (DateTime.IsLeapYear(time.Year) ? 366 : 365);
}
