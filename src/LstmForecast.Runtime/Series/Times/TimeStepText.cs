using System.Globalization;
using System.Text;

namespace LstmForecast.Series;

/// <summary>Steps as text, as <see cref="TimeStep.ToString"/> describes it.</summary>
internal static class TimeStepText
{
    private const string BusinessDay = "business-day";

    /// <summary>In the order in which they stand.</summary>
    private static readonly (char Unit, long Ticks)[] Units =
    [
        ('H', TimeSpan.TicksPerHour), ('M', TimeSpan.TicksPerMinute), ('S', TimeSpan.TicksPerSecond),
    ];

    public static string Write(TimeStep step)
    {
        if (step.IsBusinessDay) return BusinessDay;
        if (step.MonthCount > 0) return step.MonthCount % 12 == 0 ? $"P{step.MonthCount / 12}Y" : $"P{step.MonthCount}M";
        long ticks = step.Span.Ticks;
        if (ticks % (7 * TimeSpan.TicksPerDay) == 0) return $"P{ticks / (7 * TimeSpan.TicksPerDay)}W";
        if (ticks % TimeSpan.TicksPerDay == 0) return $"P{ticks / TimeSpan.TicksPerDay}D";
        var text = new StringBuilder("PT");
        if (ticks / TimeSpan.TicksPerHour is > 0 and long hours) text.Append(hours).Append('H');
        if (step.Span.Minutes > 0) text.Append(step.Span.Minutes).Append('M');
        decimal seconds = ticks % TimeSpan.TicksPerMinute / (decimal)TimeSpan.TicksPerSecond;
        if (seconds > 0) text.Append(seconds.ToString("0.#######", CultureInfo.InvariantCulture)).Append('S');
        return text.ToString();
    }

    /// <returns>Null for what is no step.</returns>
    public static TimeStep? Read(string? text)
    {
        if (text == BusinessDay) return TimeStep.BusinessDay;
        if (text is null || text.Length < 3 || text[0] != 'P') return null;
        return text[1] == 'T' ? ReadTime(text.AsSpan(2)) : ReadDate(text.AsSpan(1));
    }

    private static TimeStep? ReadDate(ReadOnlySpan<char> text)
    {
        if (!int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out int count) || count < 1)
            return null;
        TimeStep? unit = text[^1] switch
        {
            'Y' => TimeStep.Year,
            'M' => TimeStep.Month,
            'W' => TimeStep.Week,
            'D' => TimeStep.Day,
            _ => null,
        };
        try
        {
            return unit?.Multiply(count);
        }
        catch (ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    private static TimeStep? ReadTime(ReadOnlySpan<char> text)
    {
        decimal ticks = 0;
        foreach ((char unit, long length) in Units)
        {
            int end = text.IndexOf(unit);
            if (end < 0) continue;
            NumberStyles style = unit == 'S' ? NumberStyles.AllowDecimalPoint : NumberStyles.None;
            if (!decimal.TryParse(text[..end], style, CultureInfo.InvariantCulture, out decimal count)) return null;
            // Before the product, which a decimal may have no room for.
            if (count > DateTime.MaxValue.Ticks) return null;
            ticks += count * length;
            text = text[(end + 1)..];
        }

        bool isStep = text.IsEmpty && ticks >= 1 && ticks <= DateTime.MaxValue.Ticks && decimal.IsInteger(ticks);
        return isStep ? TimeStep.Of(new TimeSpan((long)ticks)) : null;
    }
}
