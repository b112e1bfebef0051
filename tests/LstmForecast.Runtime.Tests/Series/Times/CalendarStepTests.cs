using System.Globalization;
using CsCheck;

namespace LstmForecast.Runtime.Tests.Series.Times;

/// <summary>Steps to the next of some days or hours, against a walk through the calendar, tick of a clock by tick.</summary>
public sealed class CalendarStepTests
{
    private static readonly TimeStep Shop = TimeStep.OfWeekdays(
        DayOfWeek.Saturday, DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday);

    private static readonly TimeStep Market = TimeStep.WithinHours(TimeSpan.FromMinutes(30), new TimeOnly(9, 30), new TimeOnly(15, 45));

    private static Dictionary<string, (TimeStep Step, Func<DateTime, bool> IsOne)> Rules { get; } = new()
    {
        ["weekdays:mon,tue,wed,thu,fri,sat"] = (Shop, time => time.DayOfWeek != DayOfWeek.Sunday && time.TimeOfDay == default),
        ["weekdays:wed,sun"] = (
            TimeStep.OfWeekdays(DayOfWeek.Sunday, DayOfWeek.Wednesday),
            time => time.DayOfWeek is DayOfWeek.Wednesday or DayOfWeek.Sunday && time.TimeOfDay == default),
        ["weekdays:fri"] = (TimeStep.OfWeekdays(DayOfWeek.Friday), time => time.DayOfWeek == DayOfWeek.Friday && time.TimeOfDay == default),
        ["days-of-month:1,15"] = (TimeStep.OfMonthDays(1, 15), time => time.Day is 1 or 15 && time.TimeOfDay == default),
        ["days-of-month:15,31"] = (
            TimeStep.OfMonthDays(31, 15), time => (time.Day == 15 || time.AddDays(1).Day == 1) && time.TimeOfDay == default),
        ["days-of-month:5,15,29"] = (
            TimeStep.OfMonthDays(5, 15, 29),
            time => (time.Day is 5 or 15 or 29 || (time.Day == 28 && time.AddDays(1).Day == 1)) && time.TimeOfDay == default),
        ["last-business-day"] = (TimeStep.LastBusinessDayOfMonth, IsLastBusinessDay),
        ["PT30M/09:30:00/15:45:00/mon,tue,wed,thu,fri"] = (
            Market,
            time => time.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && time.Minute % 30 == 0
                && time.TimeOfDay >= new TimeSpan(9, 30, 0) && time.TimeOfDay <= new TimeSpan(15, 30, 0)),
        ["PT1H/22:00:00/23:00:00/sat,sun"] = (
            TimeStep.WithinHours(TimeSpan.FromHours(1), new TimeOnly(22, 0), new TimeOnly(23, 0), DayOfWeek.Sunday, DayOfWeek.Saturday),
            time => time.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday && time.Hour >= 22 && time.Minute == 0),
    };

    public static TheoryData<string> Names => [.. Rules.Keys];

    [Theory, MemberData(nameof(Names))]
    public void At_FromAnyStart_IsEveryTimeOfTheRule(string name)
    {
        (TimeStep step, Func<DateTime, bool> isOne) = Rules[name];
        DateTime from = new(2023, 11, 1);
        // Two years, one of them a leap year, in quarters of an hour.
        DateTime[] all = [.. Enumerable.Range(0, 2 * 366 * 96).Select(i => from.AddMinutes(15 * i)).Where(isOne)];
        foreach (int start in (int[])[0, 3, all.Length / 2])
        {
            var axis = new TimeAxis(all[start], step);
            Enumerable.Range(-start, all.Length).Select(axis.At).Should().Equal(all);
            all.Select(axis.IndexOf).Should().Equal(Enumerable.Range(-start, all.Length));
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void IndexOf_AnyTime_IsAPointOrNone(string name)
    {
        (TimeStep step, Func<DateTime, bool> isOne) = Rules[name];
        DateTime start = Enumerable.Range(0, 366 * 96).Select(i => new DateTime(2023, 12, 1).AddMinutes(15 * i)).First(isOne);
        var axis = new TimeAxis(start, step);
        Gen.Int[-900_000, 900_000].Sample(quarters =>
        {
            DateTime time = new DateTime(2024, 3, 1).AddMinutes(15 * quarters);
            axis.TryIndexOf(time, out int index).Should().Be(isOne(time));
            if (isOne(time)) axis.At(index).Should().Be(time);
            // Steps of days may start at any time of one.
            Throws(() => _ = new TimeAxis(time, step)).Should().Be(!isOne(time) && !isOne(time.Date));
        });
    }

    [Theory, MemberData(nameof(Names))]
    public void ToString_AndParse_AreInverse(string name)
    {
        Rules[name].Step.ToString().Should().Be(name);
        TimeStep.Parse(name).Should().Be(Rules[name].Step);
    }

    [Fact]
    public void At_LastBusinessDaysOfQuarters_AreEachThirdOfThoseOfMonths()
    {
        var months = new TimeAxis(new DateTime(2024, 3, 29), TimeStep.LastBusinessDayOfMonth);
        var quarters = new TimeAxis(new DateTime(2024, 3, 29), TimeStep.Parse("last-business-day:3"));

        Enumerable.Range(-9, 20).Select(quarters.At).Should().Equal(Enumerable.Range(-9, 20).Select(i => months.At(3 * i)));
        quarters.Step.Should().Be(TimeStep.LastBusinessDayOfMonth.Multiply(3));
        quarters.TryIndexOf(months.At(1), out _).Should().BeFalse();
    }

    [Theory]
    [InlineData("weekdays:")]
    [InlineData("weekdays:mon,mon")]
    [InlineData("weekdays:tue,mon")]
    [InlineData("weekdays:Mon")]
    [InlineData("days-of-month:0")]
    [InlineData("days-of-month:15,1")]
    [InlineData("days-of-month:28,31")]
    [InlineData("days-of-month:1,,2")]
    [InlineData("last-business-day:0")]
    [InlineData("last-business-day:1")]
    [InlineData("last-business-days")]
    [InlineData("PT30M/09:30:00/09:00:00/mon")]
    [InlineData("P1M/09:30:00/15:00:00/mon")]
    [InlineData("P1D/09:30:00/15:00:00/mon")]
    [InlineData("PT30M/9:30/15:00/mon")]
    [InlineData("PT30M/09:30:00/15:00:00/")]
    [InlineData("PT30M/09:30:00/15:00:00/mon/tue")]
    public void TryParse_NoStep_IsFalse(string text) => TimeStep.TryParse(text, out _).Should().BeFalse();

    [Theory]
    [InlineData("weekdays:mon,tue,wed,thu,fri,sat", new[] { 6, 312 })]
    [InlineData("weekdays:fri", new[] { 52 })]
    [InlineData("days-of-month:1,15", new[] { 2, 24 })]
    [InlineData("last-business-day", new[] { 12 })]
    [InlineData("last-business-day:3", new[] { 4 })]
    [InlineData("PT30M/09:30:00/15:45:00/mon,tue,wed,thu,fri", new[] { 13, 65, 3380 })]
    [InlineData("PT1H/12:00:00/12:00:00/mon,tue", new[] { 2, 104 })]
    [InlineData("PT0.001S/00:00:00/23:59:59.999/mon,tue,wed,thu,fri", new[] { 86_400_000, 432_000_000 })]
    public void Seasons_OfStep_AreWeeksAndYears(string text, int[] seasons) =>
        TimeStep.Parse(text).Seasons.Should().Equal(seasons);

    [Theory]
    [InlineData("weekdays:mon,tue,wed,thu,fri,sat", "2024-03-31", "a Sunday; the days of these steps are mon,tue,wed,thu,fri,sat")]
    [InlineData("days-of-month:1,15", "2024-03-07", "day 7 of its month; the days of these steps are 1, 15")]
    [InlineData("last-business-day", "2024-03-31", "not the last business day of its month, 2024-03-29")]
    [InlineData(
        "PT30M/09:30:00/15:30:00/mon,tue", "2024-03-04", "none of the times from 09:30:00 to 15:30:00 in steps of PT30M on mon,tue")]
    public void Constructor_StartThatIsNone_SaysWhy(string step, string start, string why)
    {
        DateTime time = DateTime.Parse(start, CultureInfo.InvariantCulture);

        FluentActions.Invoking(() => new TimeAxis(time, TimeStep.Parse(step))).Should().Throw<ArgumentException>()
            .WithMessage($"The start {start} is {why}. Start on one of them, or use another step.*");
        FluentActions.Invoking(() => SeriesSet.FromRows([new("A", time, [1.0]), new("A", time.AddDays(1), [2.0])], ["value"], TimeStep.Parse(step)))
            .Should().Throw<ArgumentException>().WithMessage($"Row 0: series 'A' has {start}, {why}. Leave the row out, or give another step.*");
    }

    [Fact]
    public void Of_ImpossibleDays_SaysWhatIsWrong()
    {
        Refused(() => TimeStep.OfWeekdays(), "There is no day; name at least one.*");
        Refused(() => TimeStep.OfWeekdays((DayOfWeek)7), "7 is no day of the week.*");
        Refused(() => TimeStep.OfMonthDays(), "There is no day; name at least one.*");
        Refused(() => TimeStep.OfMonthDays(0), "0 is no day of a month; give 1 to 31, 31 for the last.*");
        Refused(() => TimeStep.OfMonthDays(29, 31), "More than one day lies above 27*");
        Refused(() => TimeStep.WithinHours(TimeSpan.Zero, new(9, 0), new(10, 0)), "A step within the hours of a day takes*");
        Refused(() => TimeStep.WithinHours(TimeSpan.FromHours(1), new(9, 0), new(8, 0)), "*last*");
        FluentActions.Invoking(() => Shop.Multiply(2)).Should().Throw<InvalidOperationException>();

        static void Refused(Func<TimeStep> make, string message) =>
            FluentActions.Invoking(make).Should().Throw<ArgumentException>().WithMessage(message);
    }

    private static bool IsLastBusinessDay(DateTime time) => time.TimeOfDay == default
        && time.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)
        && Enumerable.Range(1, 3).Select(days => time.AddDays(days))
            .All(later => later.Month != time.Month || later.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday);

    private static bool Throws(Action act)
    {
        try
        {
            act();
            return false;
        }
        catch (ArgumentException)
        {
            return true;
        }
    }
}
