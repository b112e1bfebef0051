using System.Globalization;
using LstmForecast;

/// <summary>What transforms and calendar features are called on the command line.</summary>
internal static class Names
{
    public static IReadOnlyDictionary<string, CalendarFeature> Calendar { get; } = new Dictionary<string, CalendarFeature>
    {
        ["hour"] = CalendarFeature.HourOfDay,
        ["weekday"] = CalendarFeature.DayOfWeek,
        ["month"] = CalendarFeature.Month,
        ["day-of-year"] = CalendarFeature.DayOfYear,
        ["business-day"] = CalendarFeature.BusinessDay,
    };

    public static IReadOnlyDictionary<string, Func<int[], Transform>> Transforms { get; } = new Dictionary<string, Func<int[], Transform>>
    {
        ["log"] = _ => Transform.Log,
        ["log-shifted"] = _ => Transform.LogShifted,
        ["box-cox"] = _ => Transform.BoxCox(),
        ["difference:N"] = numbers => Transform.Difference(numbers[0]),
        ["subtract-last"] = _ => Transform.SubtractLastValue,
        ["seasonal-naive:N"] = numbers => Transform.SeasonalNaiveResidual(numbers[0]),
        ["seasonal-mean:N:SEASONS"] = numbers => Transform.SeasonalMeanResidual(numbers[0], numbers[1]),
        ["window:N"] = numbers => Transform.WindowNormalize(numbers[0]),
        ["standardize"] = _ => Transform.Standardize,
        ["min-max"] = _ => Transform.MinMax,
        ["robust"] = _ => Transform.Robust,
    };

    public static string Of<T>(IReadOnlyDictionary<string, T> names) => string.Join(", ", names.Keys);

    public static CalendarFeature[] ToCalendar(IReadOnlyList<string> names, IReadOnlyList<string> holidays)
    {
        CalendarFeature[] features =
        [
            .. names.Select(name => Calendar.TryGetValue(name, out CalendarFeature? feature)
                ? feature
                : throw new ArgumentException($"--calendar has '{name}'; it knows {Of(Calendar)}.")),
        ];
        return holidays.Count == 0 ? features : [.. features, CalendarFeature.Holidays(holidays.Select(Date))];
    }

    /// <summary>Reads <c>name:number:number</c>.</summary>
    public static Transform ToTransform(string text)
    {
        string[] parts = text.Split(':');
        foreach ((string form, Func<int[], Transform> make) in Transforms)
        {
            string[] expected = form.Split(':');
            if (expected[0] != parts[0]) continue;
            int[] numbers = [.. parts[1..].Select(part => int.TryParse(part, CultureInfo.InvariantCulture, out int n) ? n : 0)];
            if (parts.Length != expected.Length || numbers.Any(number => number < 1))
                throw new ArgumentException($"--transforms has '{text}'; it must be like {form}, with whole numbers from 1.");
            return make(numbers);
        }

        throw new ArgumentException($"--transforms has '{text}'; it knows {Of(Transforms)}.");
    }

    private static DateOnly Date(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date)
            ? date
            : throw new ArgumentException($"--holidays has '{text}'; a date is written as 2025-12-25.");
}
