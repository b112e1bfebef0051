using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using LstmForecast.Series;

namespace LstmForecast;

/// <summary>
/// The step from one timestamp of a series to the next: a span of time that is always the same, a number of calendar
/// months, or a business day. Immutable; compared by value, so that 7 days are a week and 12 months a year.
/// </summary>
/// <remarks>
/// There are no time zones here: a day has 24 hours, and no hour is left out in spring or doubled in autumn; see
/// <see cref="TimeAxis"/>. The text of a step (<see cref="ToString"/>, <see cref="Parse"/>) is stable: model files hold it.
/// </remarks>
[JsonConverter(typeof(TimeStepConverter))]
public sealed record TimeStep
{
    private TimeStep(TimeSpan span, int monthCount)
    {
        Span = span;
        MonthCount = monthCount;
    }

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
    public static TimeStep Month { get; } = new(TimeSpan.Zero, 1);

    /// <summary>Three calendar months: <c>P3M</c>.</summary>
    public static TimeStep Quarter { get; } = new(TimeSpan.Zero, 3);

    /// <summary>Twelve calendar months: <c>P1Y</c>.</summary>
    public static TimeStep Year { get; } = new(TimeSpan.Zero, 12);

    /// <summary>The next day from Monday to Friday, whatever the holidays: <c>business-day</c>.</summary>
    public static TimeStep BusinessDay { get; } = new(TimeSpan.Zero, 0);

    /// <summary>The time of a step of fixed length; zero for months and business days.</summary>
    internal TimeSpan Span { get; }

    /// <summary>The calendar months in a step; 0 for others.</summary>
    internal int MonthCount { get; }

    internal bool IsBusinessDay => Span == TimeSpan.Zero && MonthCount == 0;

    /// <summary>
    /// By custom, how many steps make a season, shortest first: a day, a week and a year of hours, a week and a year of
    /// days, a year of weeks, months or quarters. Empty where there is no such custom, as for years. A year is 52 whole weeks,
    /// so that days of the week match: 364 days, 260 business days, 8736 hours. Seasons that are no whole number of steps are
    /// rounded.
    /// </summary>
    public IReadOnlyList<int> Seasons => CustomarySeasons.Of(this);

    /// <summary>A step of fixed length.</summary>
    /// <param name="span">The time from one timestamp to the next, above zero.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is zero or below.</exception>
    public static TimeStep Of(TimeSpan span)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(span, TimeSpan.Zero);
        return new(span, 0);
    }

    /// <summary>A step of several of these, so that <c>TimeStep.Minute.Multiply(15)</c> is a quarter of an hour.</summary>
    /// <param name="count">How many, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is below 1, or the step longer than all of time.</exception>
    /// <exception cref="InvalidOperationException">This is a business day, which is a step by itself alone.</exception>
    public TimeStep Multiply(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        if (count == 1) return this;
        if (IsBusinessDay) throw new InvalidOperationException("A step of several business days is not supported; use weeks for 5.");
        // Beyond all of time: a DateTime has room for 10,000 years.
        if (Span.Ticks > DateTime.MaxValue.Ticks / count || MonthCount > 120_000 / count)
            throw new ArgumentOutOfRangeException(nameof(count), count, $"{count} times {this} is longer than 10,000 years.");
        return new(Span * count, MonthCount * count);
    }

    /// <summary>
    /// The step as text: an ISO 8601 duration in one unit of days and above (<c>P1D</c>, <c>P2W</c>, <c>P1M</c>,
    /// <c>P1Y</c>), in hours, minutes and seconds below (<c>PT1H</c>, <c>PT1M30S</c>), or <c>business-day</c>.
    /// </summary>
    public override string ToString() => TimeStepText.Write(this);

    /// <summary>Reads what <see cref="ToString"/> writes; other ISO 8601 durations of the same units are read too.</summary>
    /// <param name="text">The text, such as <c>PT1H</c>, <c>P1M</c> or <c>business-day</c>.</param>
    /// <exception cref="FormatException">The text is no step.</exception>
    public static TimeStep Parse(string text) => TryParse(text, out TimeStep? step) ? step : throw new FormatException(
        $"'{text}' is no time step; it must be like PT30M, PT1H, P1D, P1W, P1M, P3M, P1Y or business-day.");

    /// <summary>Reads what <see cref="ToString"/> writes, if it is that.</summary>
    /// <param name="text">The text.</param>
    /// <param name="step">The step; null where the text is none.</param>
    /// <returns>Whether the text is a step.</returns>
    public static bool TryParse(
        string? text, [NotNullWhen(true)] out TimeStep? step) =>
        (step = TimeStepText.Read(text)) is not null;

    /// <summary>Months already checked to be from 1 on.</summary>
    internal static TimeStep OfMonths(int months) => new(TimeSpan.Zero, months);
}
