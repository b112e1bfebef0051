using System.Text.Json.Serialization;
using LstmForecast.Series;

namespace LstmForecast;

/// <summary>
/// What a timestamp alone tells a model, known as far ahead as one likes. Cycles come as two values, the sine and the
/// cosine of the angle, so that the end of a cycle lies beside its beginning; yes or no comes as 1 or 0.
/// </summary>
/// <remarks>Times are taken as they stand, without time zones; see <see cref="TimeAxis"/>.</remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(HourOfDayFeature), "hour-of-day")]
[JsonDerivedType(typeof(DayOfWeekFeature), "day-of-week")]
[JsonDerivedType(typeof(MonthFeature), "month")]
[JsonDerivedType(typeof(DayOfYearFeature), "day-of-year")]
[JsonDerivedType(typeof(BusinessDayFeature), "business-day")]
[JsonDerivedType(typeof(HolidaysFeature), "holidays")]
public abstract record CalendarFeature
{
    private protected CalendarFeature()
    {
    }

    /// <summary>The time of day, minutes and seconds too: angle <c>2 pi t / 24 h</c> from midnight.</summary>
    public static CalendarFeature HourOfDay { get; } = new HourOfDayFeature();

    /// <summary>The day of the week: angle <c>2 pi d / 7</c>, 0 for Monday to 6 for Sunday.</summary>
    public static CalendarFeature DayOfWeek { get; } = new DayOfWeekFeature();

    /// <summary>The month of the year: angle <c>2 pi m / 12</c>, 0 for January to 11 for December.</summary>
    public static CalendarFeature Month { get; } = new MonthFeature();

    /// <summary>The day of the year: angle <c>2 pi d / n</c>, 0 for 1 January, n the 365 or 366 days of that year.</summary>
    public static CalendarFeature DayOfYear { get; } = new DayOfYearFeature();

    /// <summary>1 from Monday to Friday, 0 on Saturday and Sunday.</summary>
    public static CalendarFeature BusinessDay { get; } = new BusinessDayFeature();

    /// <summary>
    /// 1 on the dates of a list, 0 on others. The list must reach as far ahead as forecasts will: a holiday that is not
    /// on it is none.
    /// </summary>
    /// <param name="dates">The dates, at least one; order and repetitions do not matter.</param>
    /// <param name="name">What messages call the feature; lists of different names may be used together.</param>
    /// <exception cref="ArgumentException">There is no date, or the name is empty.</exception>
    public static CalendarFeature Holidays(IEnumerable<DateOnly> dates, string name = "holiday")
    {
        ArgumentNullException.ThrowIfNull(dates);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        DateOnly[] sorted = [.. dates.Distinct().Order()];
        return sorted.Length > 0
            ? new HolidaysFeature(name, sorted)
            : throw new ArgumentException($"The list of dates '{name}' is empty; name at least one date.", nameof(dates));
    }

    /// <summary>What each of the values is called.</summary>
    [JsonIgnore]
    internal abstract IReadOnlyList<string> Names { get; }

    /// <summary>How many values the feature has.</summary>
    [JsonIgnore]
    internal int Width => Names.Count;

    /// <summary>False for what a file may hold but no factory gives.</summary>
    [JsonIgnore]
    internal virtual bool IsValid => true;

    /// <summary>Writes the <see cref="Width"/> values of a time.</summary>
    internal abstract void Write(DateTime time, Span<double> to);
}
