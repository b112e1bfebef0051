using LstmForecast.Series;

namespace LstmForecast;

/// <summary>
/// The timestamps of a series: where it starts, and the step from each to the next. It has no end: a forecast's times
/// lie on it as well. Immutable; compared by value.
/// </summary>
/// <remarks>
/// <para>
/// Times are read off one clock that is never set: the library neither knows time zones nor changes a
/// <see cref="DateTime.Kind"/>. Times in UTC and times of kind <see cref="DateTimeKind.Unspecified"/> are compared as
/// they stand. Times of kind <see cref="DateTimeKind.Local"/> are refused, as what they mean depends on the computer and
/// an hour of them is missing in spring and doubled in autumn: convert them by <see cref="DateTime.ToUniversalTime"/>,
/// or keep them as they look by <see cref="DateTime.SpecifyKind"/>.
/// </para>
/// <para>
/// Steps of months aim at one day of the month, <see cref="DayOfMonth"/>, and take the last where a month has fewer:
/// from 31 January follow 28 or 29 February and then 31 March. A part of a series aims at the same day.
/// </para>
/// </remarks>
public sealed record TimeAxis
{
    /// <summary>An axis that starts at a time.</summary>
    /// <param name="start">The time of the first point, not of kind Local; for steps of some days or hours, one of those.</param>
    /// <param name="step">The step from each point to the next.</param>
    /// <param name="dayOfMonth">
    /// For steps of months the day that they aim at, 31 for the end of every month; by default that of the start.
    /// </param>
    /// <exception cref="ArgumentException">
    /// The start is of kind Local, or no time of the step, as a Sunday is no business day, or not where the day of the month
    /// puts it.
    /// </exception>
    public TimeAxis(DateTime start, TimeStep step, int? dayOfMonth = null)
    {
        ArgumentNullException.ThrowIfNull(step);
        TimeChecks.ThrowIfLocal(start, nameof(start));
        if (step.Rule.Refusal(start) is string refusal)
        {
            throw new ArgumentException(
                $"The start {TimeChecks.Text(start)} is {refusal}. Start on one of them, or use another step.", nameof(start));
        }

        int aim = dayOfMonth ?? start.Day;
        bool isOfMonths = step.Rule is MonthStep;
        if (isOfMonths && (aim > 31 || Months.DayIn(start.Year, start.Month, aim) != start.Day))
        {
            throw new ArgumentException(
                $"The start {TimeChecks.Text(start)} does not lie on day {aim} of its month, nor at the end of a month with "
                + "fewer days; leave dayOfMonth out to aim at the day of the start.",
                nameof(dayOfMonth));
        }

        Start = start;
        Step = step;
        // No other steps aim at a day; equal axes must be equal.
        DayOfMonth = isOfMonths ? aim : null;
    }

    /// <summary>The time of the first point.</summary>
    public DateTime Start { get; }

    /// <summary>The step from each point to the next.</summary>
    public TimeStep Step { get; }

    /// <summary>The day of the month at which steps of months aim, 1 to 31; null for other steps.</summary>
    public int? DayOfMonth { get; }

    /// <summary>The time of a point; points before the start and after the end of a series have one too.</summary>
    /// <param name="index">The point, 0-based from the start.</param>
    /// <exception cref="ArgumentOutOfRangeException">That lies outside of the years 1 to 9999.</exception>
    public DateTime At(int index)
    {
        try
        {
            return Step.Rule.Add(Start, DayOfMonth ?? 0, index);
        }
        catch (Exception exception) when (exception is OverflowException or ArgumentOutOfRangeException)
        {
            throw new ArgumentOutOfRangeException(
                nameof(index),
                index,
                $"Point {index} of the times from {TimeChecks.Text(Start)} in steps of {Step} lies outside of the years 1 to 9999.");
        }
    }

    /// <summary>The point at a time, 0-based from the start; negative before it.</summary>
    /// <param name="time">The time, not of kind Local.</param>
    /// <exception cref="ArgumentException">No point is at this time: names the nearest before it.</exception>
    public int IndexOf(DateTime time)
    {
        if (TryIndexOf(time, out int index)) return index;
        throw new ArgumentException(
            $"No point is at {TimeChecks.Text(time)}: the times start at {TimeChecks.Text(Start)} and go in steps of {Step}.",
            nameof(time));
    }

    /// <summary>The point at a time, if there is one.</summary>
    /// <param name="time">The time, not of kind Local.</param>
    /// <param name="index">The point, 0-based from the start, negative before it; 0 where there is none.</param>
    /// <returns>Whether a point is at this time.</returns>
    /// <exception cref="ArgumentException">The time is of kind Local.</exception>
    public bool TryIndexOf(DateTime time, out int index)
    {
        TimeChecks.ThrowIfLocal(time, nameof(time));
        long found = Step.Rule.Between(Start, time);
        index = found is >= int.MinValue and <= int.MaxValue ? (int)found : 0;
        // At may be asked: an index so found never leads outside of the years that a DateTime has.
        if (index == found && At(index) == time) return true;
        index = 0;
        return false;
    }

    /// <summary>The same times, started at another point: those of a part of the series, or of what follows it.</summary>
    /// <param name="offset">The point to start at, 0-based; negative for one before the start.</param>
    /// <exception cref="ArgumentOutOfRangeException">That lies outside of the years 1 to 9999.</exception>
    public TimeAxis From(int offset) => offset == 0 ? this : new(At(offset), Step, DayOfMonth);

    /// <inheritdoc/>
    public override string ToString() => $"{TimeChecks.Text(Start)} / {Step}";
}
