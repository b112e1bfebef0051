using CsCheck;

namespace LstmForecast.Runtime.Tests.Series.Times;

public sealed class TimeAxisTests
{
    private static readonly TimeStep[] Steps =
    [
        TimeStep.Second, TimeStep.Minute.Multiply(7), TimeStep.Hour, TimeStep.Day, TimeStep.Week, TimeStep.Month,
        TimeStep.Quarter, TimeStep.Year, TimeStep.BusinessDay,
    ];

    /// <summary>Starts on any day of the month, at any minute.</summary>
    private static readonly Gen<TimeAxis> Axes = Gen.Select(
        Gen.Int[0, Steps.Length - 1].Select(i => Steps[i]), Gen.DateTime[new DateTime(1900, 1, 1), new DateTime(2100, 1, 1)]).Select((step, time) =>
        new TimeAxis(step == TimeStep.BusinessDay ? Workday(time) : time, step));

    [Theory]
    [InlineData(0, "2023-01-31")]
    [InlineData(1, "2023-02-28")]
    [InlineData(2, "2023-03-31")]
    [InlineData(3, "2023-04-30")]
    [InlineData(13, "2024-02-29")]
    [InlineData(-1, "2022-12-31")]
    [InlineData(-2, "2022-11-30")]
    public void At_MonthsFromTheEndOfAMonth_AreEndsOfMonths(int index, string expected) =>
        new TimeAxis(Date("2023-01-31"), TimeStep.Month).At(index).Should().Be(Date(expected));

    [Theory]
    [InlineData("2024-02-29", "P1Y", 1, "2025-02-28")]
    [InlineData("2024-02-29", "P1Y", 4, "2028-02-29")]
    [InlineData("2023-11-30", "P3M", 1, "2024-02-29")]
    [InlineData("2023-12-31", "PT1H", 24, "2024-01-01")]
    [InlineData("2024-02-26", "P1W", 1, "2024-03-04")]
    [InlineData("2024-03-01", "business-day", 1, "2024-03-04")]
    [InlineData("2024-03-04", "business-day", -1, "2024-03-01")]
    [InlineData("2024-03-06", "business-day", 13, "2024-03-25")]
    [InlineData("2024-03-06", "business-day", -13, "2024-02-16")]
    public void At_OfStep_IsWhereTheCalendarPutsIt(string start, string step, int index, string expected) =>
        new TimeAxis(Date(start), TimeStep.Parse(step)).At(index).Should().Be(Date(expected));

    [Fact]
    public void At_EndsOfMonthsFromAShortOne_AreEndsOfMonths()
    {
        var axis = new TimeAxis(Date("2023-06-30"), TimeStep.Month, dayOfMonth: 31);

        axis.At(1).Should().Be(Date("2023-07-31"));
        axis.IndexOf(Date("2024-02-29")).Should().Be(8);
    }

    [Fact]
    public void At_BusinessDays_AreAllWeekdaysInOrder()
    {
        var axis = new TimeAxis(new DateTime(2024, 1, 3, 9, 30, 0), TimeStep.BusinessDay);
        DateTime[] expected =
        [
            .. Enumerable.Range(0, 400).Select(day => axis.Start.AddDays(day))
                .Where(time => time.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)),
        ];

        Enumerable.Range(0, expected.Length).Select(axis.At).Should().Equal(expected);
    }

    [Fact]
    public void At_FollowsIndexOf_AndFromKeepsTheTimes() =>
        Gen.Select(Axes, Gen.Int[-500, 500], Gen.Int[-500, 500]).Sample((axis, index, offset) =>
        {
            axis.IndexOf(axis.At(index)).Should().Be(index);
            // Not from the shifted start alone: 28 February would then lead to 28 March.
            axis.From(offset).At(index).Should().Be(axis.At(offset + index));
            axis.From(offset).From(-offset).Should().Be(axis);
            axis.At(index).Should().BeBefore(axis.At(index + 1));
            axis.TryIndexOf(axis.At(index).AddTicks(1), out _).Should().BeFalse();
        });

    [Theory]
    [InlineData(DateTimeKind.Utc)]
    [InlineData(DateTimeKind.Unspecified)]
    public void At_KindOfStart_IsKept(DateTimeKind kind)
    {
        foreach (TimeStep step in Steps)
            new TimeAxis(DateTime.SpecifyKind(Date("2024-03-29"), kind), step).At(3).Kind.Should().Be(kind);
    }

    [Fact]
    public void Constructor_LocalTime_SaysHowToConvertIt()
    {
        Action construct = () => _ = new TimeAxis(DateTime.SpecifyKind(Date("2024-03-31"), DateTimeKind.Local), TimeStep.Hour);

        construct.Should().Throw<ArgumentException>().WithParameterName("start")
            .WithMessage("The time 2024-03-31 is of kind Local*ToUniversalTime*SpecifyKind*");
    }

    [Fact]
    public void Constructor_BusinessDaysFromAWeekend_NamesTheDay()
    {
        Action construct = () => _ = new TimeAxis(Date("2024-03-30"), TimeStep.BusinessDay);

        construct.Should().Throw<ArgumentException>().WithParameterName("start")
            .WithMessage("The start 2024-03-30 is a Saturday; business days are Monday to Friday*");
    }

    [Theory]
    [InlineData("2024-01-30", 31)]
    [InlineData("2024-02-28", 31)]
    [InlineData("2024-01-30", 0)]
    [InlineData("2024-01-31", 32)]
    public void Constructor_StartNotOnTheDayOfMonth_NamesBoth(string start, int day)
    {
        Action construct = () => _ = new TimeAxis(Date(start), TimeStep.Month, day);

        construct.Should().Throw<ArgumentException>().WithParameterName("dayOfMonth")
            .WithMessage($"The start {start} does not lie on day {day} of its month*");
    }

    [Fact]
    public void IndexOf_BetweenPoints_NamesTimeAndAxis()
    {
        Action find = () => new TimeAxis(Date("2024-01-01"), TimeStep.Hour).IndexOf(Date("2024-01-02").AddMinutes(5));

        find.Should().Throw<ArgumentException>().WithParameterName("time").WithMessage(
            "No point is at 2024-01-02 00:05: the times start at 2024-01-01 and go in steps of PT1H.*");
    }

    [Theory]
    [InlineData("business-day", "2024-03-29", "2024-03-30")]
    [InlineData("P1M", "2024-01-31", "2024-04-29")]
    [InlineData("P3M", "2024-01-31", "2024-02-29")]
    [InlineData("PT1S", "0001-01-01", "9999-12-31")]
    public void TryIndexOf_NoPointThere_IsFalse(string step, string start, string time) =>
        new TimeAxis(Date(start), TimeStep.Parse(step)).TryIndexOf(Date(time), out _).Should().BeFalse();

    [Theory]
    [InlineData("PT1H", int.MaxValue)]
    [InlineData("P1M", int.MaxValue)]
    [InlineData("P1M", int.MinValue)]
    [InlineData("business-day", int.MaxValue)]
    [InlineData("business-day", int.MinValue)]
    [InlineData("P1000Y", 8)]
    [InlineData("P1W", int.MaxValue)]
    public void At_BeyondAllTime_NamesTheAxis(string step, int index)
    {
        Action read = () => new TimeAxis(Date("2024-01-01"), TimeStep.Parse(step)).At(index);

        read.Should().Throw<ArgumentOutOfRangeException>().WithParameterName(nameof(index))
            .WithMessage($"Point {index} of the times from 2024-01-01 in steps of {step} lies outside*");
    }

    private static DateTime Date(string text) => DateTime.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static DateTime Workday(DateTime time) =>
        time.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? time.AddDays(2) : time;
}
