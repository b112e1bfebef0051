using System.Globalization;
using System.Numerics;

namespace LstmForecast.Series;

/// <summary>The next of some days of the month, of which the last may stand for the end of shorter months.</summary>
/// <param name="Bits">Bit 0 for day 1 to bit 30 for day 31; at least one, and at most one above 28.</param>
internal sealed record MonthDayStep(uint Bits) : StepRule
{
    public const string Prefix = "days-of-month:";

    public override string Text => Prefix + string.Join(",", Days.Select(day => day.ToString(CultureInfo.InvariantCulture)));

    public override int[] Seasons => Count == 1 ? [12] : [Count, 12 * Count];

    private int Count => BitOperations.PopCount(Bits);

    private IEnumerable<int> Days
    {
        get
        {
            for (int day = 1; day <= 31; day++)
            {
                if ((Bits >> (day - 1) & 1) == 1) yield return day;
            }
        }
    }

    /// <exception cref="ArgumentException">There is none, one is no day of a month, or two are the end of February.</exception>
    public static MonthDayStep Of(ReadOnlySpan<int> days, string argument)
    {
        uint bits = 0;
        foreach (int day in days)
        {
            if (day is < 1 or > 31) throw new ArgumentException($"{day} is no day of a month; give 1 to 31, 31 for the last.", argument);
            bits |= 1u << (day - 1);
        }

        if (bits == 0) throw new ArgumentException("There is no day; name at least one.", argument);
        if (BitOperations.PopCount(bits >> 27) > 1)
            throw new ArgumentException("More than one day lies above 27, and in February they would be the same; give one of them.", argument);
        return new MonthDayStep(bits);
    }

    /// <returns>Null for what is no such text, in their order and each once.</returns>
    public static MonthDayStep? Read(string text)
    {
        int[] days = [.. text.Split(',').Select(day => int.TryParse(day, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0)];
        if (days.Any(day => day is < 1 or > 31) || days.Count(day => day > 27) > 1) return null;
        MonthDayStep step = Of(days, nameof(text));
        return step.Text == Prefix + text ? step : null;
    }

    public override string? Refusal(DateTime time) => Days.Any(day => Months.DayIn(time.Year, time.Month, day) == time.Day) ? null
        : $"day {time.Day} of its month; the days of these steps are {string.Join(", ", Days)}";

    public override DateTime Add(DateTime start, int aim, long steps)
    {
        long number = checked(Rank(start) + steps);
        long months = Math.DivRem(number, Count, out long rank);
        if (rank < 0) (months, rank) = (months - 1, rank + Count);
        return Months.Add(start, months, Days.ElementAt((int)rank));
    }

    public override long Between(DateTime start, DateTime time) =>
        (long)Months.Between(start, time) * Count + Rank(time) - Rank(start);

    /// <summary>How many of the days come before a time in its month.</summary>
    private int Rank(DateTime time) => Days.Count(day => Months.DayIn(time.Year, time.Month, day) < time.Day);
}
