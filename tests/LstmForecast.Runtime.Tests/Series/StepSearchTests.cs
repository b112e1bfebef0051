namespace LstmForecast.Runtime.Tests.Series;

public sealed class StepSearchTests
{
    [Theory]
    [InlineData("PT1S", "2024-01-01")]
    [InlineData("PT15M", "2024-01-01")]
    [InlineData("PT1H", "2024-03-30")]
    [InlineData("P1D", "2024-01-30")]
    [InlineData("P1W", "2024-01-31")]
    [InlineData("P4W", "2024-01-30")]
    [InlineData("P1M", "2024-01-01")]
    [InlineData("P1M", "2024-01-29")]
    [InlineData("P1M", "2023-01-31")]
    [InlineData("P3M", "2023-11-30")]
    [InlineData("P1Y", "2024-02-29")]
    [InlineData("business-day", "2024-01-04")]
    [InlineData("last-business-day", "2024-01-31")]
    [InlineData("last-business-day:3", "2023-12-29")]
    public void FromRows_EvenTimestamps_FindsTheirStepWithAndWithoutGaps(string text, string start)
    {
        var axis = new TimeAxis(Date(start), TimeStep.Parse(text));

        TimeSeries whole = Read([.. Enumerable.Range(0, 30).Select(axis.At)]);
        TimeSeries holed = Read([.. Enumerable.Range(0, 30).Where(i => i % 7 is not (1 or 3)).Select(axis.At)]);

        whole.Times!.Step.Should().Be(axis.Step);
        Enumerable.Range(0, 30).Select(whole.Times.At).Should().Equal(Enumerable.Range(0, 30).Select(axis.At));
        whole.FindGaps().Should().BeEmpty();
        Enumerable.Range(0, 30).Select(holed.Times!.At).Should().Equal(Enumerable.Range(0, 30).Select(axis.At));
        holed.FindGaps().Should().OnlyContain(gap => gap.First % 7 == 1 || gap.First % 7 == 3).And.HaveCount(8);
    }

    [Theory]
    [InlineData("1949-01-01 1949-02-01 1949-03-01", "1949-04-01")]
    [InlineData("2023-01-31 2023-02-28 2023-03-31", "2023-04-30")]
    [InlineData("2023-04-30 2023-05-31 2023-06-30", "2023-07-31")]
    [InlineData("2024-02-29 2024-03-31 2024-04-30", "2024-05-31")]
    [InlineData("2023-04-30 2023-05-30 2023-06-30 2023-07-30", "2023-08-30")]
    [InlineData("2023-06-30 2023-09-30 2023-12-31", "2024-03-31")]
    [InlineData("2023-01-15 2023-04-15 2023-07-15", "2023-10-15")]
    [InlineData("2022-02-28 2023-02-28 2024-02-29", "2025-02-28")]
    [InlineData("2023-02-27 2023-02-28 2023-03-01", "2023-03-02")]
    [InlineData("2023-01-31 2023-02-01 2023-02-02", "2023-02-03")]
    [InlineData("2023-02-01 2023-03-01 2023-03-29", "2023-04-26")]
    [InlineData("2023-01-01T23:00 2023-01-01T23:30 2023-01-02T00:00", "2023-01-02T00:30")]
    public void FromRows_FewTimestamps_GoOnAsTheyBegan(string times, string next)
    {
        TimeSeries series = Read([.. times.Split(' ').Select(Date)]);

        series.FindGaps().Should().BeEmpty();
        series.Times!.At(series.Length).Should().Be(Date(next));
    }

    [Fact]
    public void FromRows_EndsOfMonthsFromAShortOne_StayEndsOfMonths() =>
        Read(Date("2023-06-30"), Date("2023-09-30")).Times!.At(2).Should().Be(Date("2023-12-31"));

    [Fact]
    public void FromRows_LastDayOfFebruaryAmongLaterDays_IsThatDayOfTheMonth() =>
        Read(Date("2023-02-28"), Date("2023-03-30"), Date("2023-04-30")).Times!.At(3).Should().Be(Date("2023-05-30"));

    [Fact]
    public void FromRows_FourWeeksThatAreAMonthToo_IsAMonth() =>
        Read(Date("2023-02-01"), Date("2023-03-01")).Times!.Step.Should().Be(TimeStep.Month);

    [Fact]
    public void FromRows_WeekdaysOfOneWeek_AreDays() =>
        Read([.. Enumerable.Range(1, 5).Select(day => new DateTime(2024, 1, day))]).Times!.Step.Should().Be(TimeStep.Day);

    [Fact]
    public void FromRows_DaysWithoutOneWeekend_AreBusinessDays() =>
        Read(Date("2024-01-04"), Date("2024-01-05"), Date("2024-01-08")).Times!.Step.Should().Be(TimeStep.BusinessDay);

    [Fact]
    public void FromRows_DaysWithAWeekend_AreDays() =>
        Read(Date("2024-01-05"), Date("2024-01-06"), Date("2024-01-08"), Date("2024-01-09")).Times!.Step.Should().Be(TimeStep.Day);

    [Fact]
    public void FromRows_MonthsButOneTimestamp_NamesThatRow()
    {
        Action read = () => Read(Date("2024-01-01"), Date("2024-02-01"), Date("2024-03-01"), Date("2024-04-02"));

        read.Should().Throw<ArgumentException>().WithMessage("Row 3: series 'A' has 2024-04-02, which does not lie on the steps of P1M*Mend the timestamp, or give the step*");
    }

    [Fact]
    public void FromRows_MonthsGivenButOneTimestamp_NamesThatRow()
    {
        Action read = () => Read(TimeStep.Month, Date("2024-01-01"), Date("2024-02-01"), Date("2024-03-02"));

        read.Should().Throw<ArgumentException>().WithMessage(
            "Row 2: series 'A' has 2024-03-02, which does not lie on the steps of P1M from 2024-01-01 (Row 0).*");
    }

    private static TimeSeries Read(params DateTime[] times) => Read(null, times);

    private static TimeSeries Read(TimeStep? step, params DateTime[] times) =>
        SeriesSet.FromRows(times.Select((time, i) => ("A", time, (double)i)), step)[0];

    private static DateTime Date(string text) => DateTime.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
