using System.Numerics;

namespace LstmForecast.Series;

/// <summary>Some days of the week, and counting in them.</summary>
/// <param name="Bits">Bit 0 for Monday to bit 6 for Sunday; at least one.</param>
internal readonly record struct WeekMask(int Bits)
{
    private static readonly string[] Names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    public static WeekMask Business { get; } = new(0b001_1111);

    public int Count => BitOperations.PopCount((uint)Bits);

    /// <summary>Such as <c>mon,wed</c>.</summary>
    public string Text
    {
        get
        {
            int bits = Bits;
            return string.Join(",", Names.Where((_, day) => (bits >> day & 1) == 1));
        }
    }

    /// <exception cref="ArgumentException">There is none, or an unknown one.</exception>
    public static WeekMask Of(ReadOnlySpan<DayOfWeek> days, string argument)
    {
        int bits = 0;
        foreach (DayOfWeek day in days)
        {
            if (!Enum.IsDefined(day)) throw new ArgumentException($"{(int)day} is no day of the week.", argument);
            bits |= 1 << (((int)day + 6) % 7);
        }

        return bits == 0 ? throw new ArgumentException("There is no day; name at least one.", argument) : new(bits);
    }

    /// <returns>Null for what is no such text, in their order and each once.</returns>
    public static WeekMask? Read(string text)
    {
        int bits = text.Split(',').Select(name => Array.IndexOf(Names, name)).Aggregate(0, (all, day) => day < 0 ? all | 1 << 7 : all | 1 << day);
        return bits is > 0 and < 1 << 7 && new WeekMask(bits).Text == text ? new(bits) : null;
    }

    public bool Has(DateTime time) => (Bits >> Weekdays.FromMonday(time) & 1) == 1;

    /// <summary>The days of these up to a date; one that is none of them counts as the one before it.</summary>
    public long Number(DateTime time)
    {
        // Day 0 of DateTime is a Monday.
        (long weeks, long day) = Math.DivRem(time.Ticks / TimeSpan.TicksPerDay, 7);
        return weeks * Count + BitOperations.PopCount((uint)Bits & ((1u << (int)(day + 1)) - 1)) - 1;
    }

    /// <summary>The date, at midnight, of a day with a <see cref="Number"/>.</summary>
    /// <exception cref="OverflowException">It lies outside of the years 1 to 9999.</exception>
    /// <exception cref="ArgumentOutOfRangeException">So it does.</exception>
    public DateTime Date(long number, DateTimeKind kind)
    {
        long weeks = Math.DivRem(number, Count, out long rank);
        if (rank < 0) (weeks, rank) = (weeks - 1, rank + Count);
        int day = -1;
        for (long left = rank; left >= 0; left--)
        {
            do day++;
            while ((Bits >> day & 1) == 0);
        }

        return new DateTime(checked((weeks * 7 + day) * TimeSpan.TicksPerDay), kind);
    }
}
