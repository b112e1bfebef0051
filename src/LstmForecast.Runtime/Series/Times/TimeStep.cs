using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using LstmForecast.Series;

namespace LstmForecast;

/// <summary>
/// The step from one timestamp of a series to the next: a span of time that is always the same, a number of calendar months,
/// the next of some days, or a span within the hours of some days. Immutable; compared by value, so that 7 days are a week and
/// 12 months a year.
/// </summary>
/// <remarks>
/// There are no time zones here: a day has 24 hours, and no hour is left out in spring or doubled in autumn; see
/// <see cref="TimeAxis"/>. The text of a step (<see cref="ToString"/>, <see cref="Parse"/>) is stable: model files hold it.
/// </remarks>
[JsonConverter(typeof(TimeStepConverter))]
public sealed record TimeStep
{
    private TimeStep(StepRule rule) => Rule = rule;

    /// <summary>One second: <c>PT1S</c>.</summary>
    public static TimeStep Second { get; } = Of(TimeSpan.FromSeconds(1));

    /// <summary>One minute: <c>PT1M</c>.</summary>
    public static TimeStep Minute { get; } = Of(TimeSpan.FromMinutes(1));

    /// <summary>One hour: <c>PT1H</c>.</summary>
    public static TimeStep Hour { get; } = Of(TimeSpan.FromHours(1));

    /// <summary>One day of 24 hours: <c>P1D</c>.</summary>
    public static TimeStep Day { get; } = Of(TimeSpan.FromDays(1));

    /// <summary>Seven days: <c>P1W</c>.</summary>
    public static TimeStep Week { get; } = Of(TimeSpan.FromDays(7));

    /// <summary>One calendar month: <c>P1M</c>.</summary>
    public static TimeStep Month { get; } = new(new MonthStep(1));

    /// <summary>Three calendar months: <c>P3M</c>.</summary>
    public static TimeStep Quarter { get; } = new(new MonthStep(3));

    /// <summary>Twelve calendar months: <c>P1Y</c>.</summary>
    public static TimeStep Year { get; } = new(new MonthStep(12));

    /// <summary>The next day from Monday to Friday, whatever the holidays: <c>business-day</c>.</summary>
    public static TimeStep BusinessDay { get; } = new(new WeekdayStep(WeekMask.Business));

    /// <summary>
    /// The last day from Monday to Friday of each calendar month, whatever the holidays: <c>last-business-day</c>.
    /// </summary>
    public static TimeStep LastBusinessDayOfMonth { get; } = new(new BusinessMonthStep(1));

    internal StepRule Rule { get; }

    /// <summary>
    /// By custom, how many steps make a season, shortest first: a day, a week and a year of hours, a week and a year of
    /// days, a year of weeks, months or quarters. Empty where there is no such custom, as for years. A year is 52 whole weeks,
    /// so that days of the week match: 364 days, 260 business days, 8736 hours. Seasons that are no whole number of steps are
    /// rounded.
    /// </summary>
    public IReadOnlyList<int> Seasons => Rule.Seasons;

    /// <summary>A step of fixed length.</summary>
    /// <param name="span">The time from one timestamp to the next, above zero.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is zero or below.</exception>
    public static TimeStep Of(TimeSpan span)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(span, TimeSpan.Zero);
        return new(new FixedStep(span));
    }

    /// <summary>
    /// The next of some days of the week, whatever the holidays, such as those on which a shop is open:
    /// <c>weekdays:mon,tue,wed,thu,fri,sat</c>.
    /// </summary>
    /// <param name="days">The days, at least one.</param>
    /// <exception cref="ArgumentException">There is no day, or one that does not exist.</exception>
    public static TimeStep OfWeekdays(params ReadOnlySpan<DayOfWeek> days) => new(new WeekdayStep(WeekMask.Of(days, nameof(days))));

    /// <summary>
    /// The next of some days of the month, such as twice a month: 1 and 15, or 15 and 31 for the end of the month, which in
    /// shorter months is their last day: <c>days-of-month:15,31</c>.
    /// </summary>
    /// <param name="days">The days, 1 to 31, at least one, at most one of them above 27.</param>
    /// <exception cref="ArgumentException">There is no day, one that does not exist, or two that February does not tell apart.</exception>
    public static TimeStep OfMonthDays(params ReadOnlySpan<int> days) => new(MonthDayStep.Of(days, nameof(days)));

    /// <summary>
    /// A span of time within the hours of a day, such as those of a market: from the last time of a day follows the first of
    /// the next: <c>PT30M/09:30:00/15:30:00/mon,tue,wed,thu,fri</c>.
    /// </summary>
    /// <param name="span">The time from one timestamp to the next of a day: from a millisecond to below a day.</param>
    /// <param name="first">The first timestamp of a day.</param>
    /// <param name="last">The last one, where whole steps lead to it; else the one before it.</param>
    /// <param name="days">The days of the week; none for Monday to Friday.</param>
    /// <exception cref="ArgumentOutOfRangeException">The span is too short or too long, or the last time before the first.</exception>
    /// <exception cref="ArgumentException">There is a day that does not exist.</exception>
    public static TimeStep WithinHours(TimeSpan span, TimeOnly first, TimeOnly last, params ReadOnlySpan<DayOfWeek> days)
    {
        if (!HourStep.IsSpan(span))
            throw new ArgumentOutOfRangeException(nameof(span), span, "A step within the hours of a day takes from 1 ms to below a day.");
        ArgumentOutOfRangeException.ThrowIfLessThan(last, first);
        return new(new HourStep(span, first, last, days.IsEmpty ? WeekMask.Business : WeekMask.Of(days, nameof(days))));
    }

    /// <summary>A step of several of these, so that <c>TimeStep.Minute.Multiply(15)</c> is a quarter of an hour.</summary>
    /// <param name="count">How many, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is below 1, or the step longer than all of time.</exception>
    /// <exception cref="InvalidOperationException">This is no step of time or months, such as a business day: one alone is a step.</exception>
    public TimeStep Multiply(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        if (count == 1) return this;
        try
        {
            return new(Rule.Times(count) ?? throw new InvalidOperationException(
                $"A step of several of '{this}' is not supported; use weeks for 5 business days, or name the days that are meant."));
        }
        catch (OverflowException)
        {
            throw new ArgumentOutOfRangeException(nameof(count), count, $"{count} times {this} is longer than 10,000 years.");
        }
    }

    /// <summary>
    /// The step as text: an ISO 8601 duration in one unit of days and above (<c>P1D</c>, <c>P2W</c>, <c>P1M</c>,
    /// <c>P1Y</c>), in hours, minutes and seconds below (<c>PT1H</c>, <c>PT1M30S</c>), or one of the texts that stand with the
    /// other steps.
    /// </summary>
    public override string ToString() => Rule.Text;

    /// <summary>Reads what <see cref="ToString"/> writes; other ISO 8601 durations of the same units are read too.</summary>
    /// <param name="text">The text, such as <c>PT1H</c>, <c>P1M</c> or <c>business-day</c>.</param>
    /// <exception cref="FormatException">The text is no step.</exception>
    public static TimeStep Parse(string text) => TryParse(text, out TimeStep? step) ? step : throw new FormatException(
        $"'{text}' is no time step; it must be like PT30M, PT1H, P1D, P1W, P1M, P3M, P1Y, business-day or last-business-day.");

    /// <summary>Reads what <see cref="ToString"/> writes, if it is that.</summary>
    /// <param name="text">The text.</param>
    /// <param name="step">The step; null where the text is none.</param>
    /// <returns>Whether the text is a step.</returns>
    public static bool TryParse(
        string? text, [NotNullWhen(true)] out TimeStep? step) =>
        (step = TimeStepText.Read(text)) is not null;

    /// <summary>Months already checked to be from 1 on.</summary>
    internal static TimeStep OfMonths(int months) => new(new MonthStep(months));

    /// <summary>Last business days of months already checked to be from 1 on.</summary>
    internal static TimeStep OfBusinessMonths(int months) => new(new BusinessMonthStep(months));

    internal static TimeStep? OfRule(StepRule? rule) => rule is null ? null : new(rule);
}
