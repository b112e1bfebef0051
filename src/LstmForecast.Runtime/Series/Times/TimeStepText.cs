using System.Globalization;

namespace LstmForecast.Series;

/// <summary>Steps as text, as <see cref="TimeStep.ToString"/> describes it.</summary>
internal static class TimeStepText
{
    /// <summary>In the order in which they stand.</summary>
    private static readonly (char Unit, long Ticks)[] Units =
    [
        ('H', TimeSpan.TicksPerHour), ('M', TimeSpan.TicksPerMinute), ('S', TimeSpan.TicksPerSecond),
    ];

    /// <returns>Null for what is no step.</returns>
    public static TimeStep? Read(string? text)
    {
        if (text is null || text.Length < 3) return null;
        if (text == WeekdayStep.BusinessDay) return TimeStep.BusinessDay;
        if (text.StartsWith(BusinessMonthStep.Name, StringComparison.Ordinal)) return ReadBusinessMonths(text[BusinessMonthStep.Name.Length..]);
        if (text.StartsWith(WeekdayStep.Prefix, StringComparison.Ordinal))
            return WeekMask.Read(text[WeekdayStep.Prefix.Length..]) is WeekMask days ? TimeStep.OfRule(new WeekdayStep(days)) : null;
        if (text.StartsWith(MonthDayStep.Prefix, StringComparison.Ordinal))
            return TimeStep.OfRule(MonthDayStep.Read(text[MonthDayStep.Prefix.Length..]));
        if (text[0] != 'P') return null;
        string[] parts = text.Split('/');
        if (parts.Length == 4)
            return Read(parts[0])?.Rule is FixedStep { Span: TimeSpan span } ? TimeStep.OfRule(HourStep.Read(span, parts[1], parts[2], parts[3])) : null;
        return text[1] == 'T' ? ReadTime(text.AsSpan(2)) : ReadDate(text.AsSpan(1));
    }

    private static TimeStep? ReadBusinessMonths(string text)
    {
        if (text.Length == 0) return TimeStep.LastBusinessDayOfMonth;
        bool isCount = int.TryParse(text.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out int count)
            && text[0] == ':' && count is > 1 and <= 120_000;
        return isCount ? TimeStep.OfBusinessMonths(count) : null;
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
