namespace LstmForecast.Series;

/// <summary>How times follow each other: counts them from a start on, and back. Compared by value.</summary>
internal abstract record StepRule
{
    /// <summary>As model files hold it.</summary>
    public abstract string Text { get; }

    /// <summary>By custom, how many steps make a season, shortest first.</summary>
    public abstract int[] Seasons { get; }

    /// <summary>Why no time of this rule can be this one, to follow "is"; null where it can be.</summary>
    public virtual string? Refusal(DateTime time) => null;

    /// <param name="start">A time that is not refused.</param>
    /// <param name="aim">The day of the month that steps of months aim at; not looked at by others.</param>
    /// <param name="steps">How many steps later; negative for earlier.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time lies outside of the years 1 to 9999.</exception>
    /// <exception cref="OverflowException">So it does.</exception>
    public abstract DateTime Add(DateTime start, int aim, long steps);

    /// <summary>The steps from one time to another; of a time that no step leads to, any number near by.</summary>
    public abstract long Between(DateTime start, DateTime time);

    /// <summary>Steps of so many of these; null where there are none.</summary>
    /// <exception cref="OverflowException">They are longer than all of time.</exception>
    public virtual StepRule? Times(int count) => null;
}
