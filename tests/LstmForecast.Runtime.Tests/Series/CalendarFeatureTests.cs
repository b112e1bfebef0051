using LstmForecast.Series;

namespace LstmForecast.Runtime.Tests.Series;

public sealed class CalendarFeatureTests
{
    public static TheoryData<CalendarFeature, DateTime, double> Angles => new()
    {
        { CalendarFeature.HourOfDay, new(2024, 5, 1), 0 },
        { CalendarFeature.HourOfDay, new(2024, 5, 1, 6, 0, 0), 90 },
        { CalendarFeature.HourOfDay, new(2024, 5, 1, 12, 30, 0), 187.5 },
        { CalendarFeature.DayOfWeek, new(2024, 4, 29, 23, 0, 0), 0 },
        { CalendarFeature.DayOfWeek, new(2024, 5, 5), 6 * 360 / 7.0 },
        { CalendarFeature.Month, new(2024, 1, 31), 0 },
        { CalendarFeature.Month, new(2024, 4, 1), 90 },
        { CalendarFeature.Month, new(2024, 12, 31), 330 },
        { CalendarFeature.DayOfYear, new(2023, 1, 1), 0 },
        { CalendarFeature.DayOfYear, new(2024, 12, 31), 365 * 360 / 366.0 },
        { CalendarFeature.DayOfYear, new(2023, 12, 31), 364 * 360 / 365.0 },
    };

    [Theory, MemberData(nameof(Angles))]
    public void Write_Cycle_IsSineAndCosineOfTheAngle(CalendarFeature feature, DateTime time, double degrees)
    {
        double[] values = Values(feature, time);

        feature.Width.Should().Be(2);
        values[0].Should().BeApproximately(Math.Sin(degrees / 180 * Math.PI), 1e-12);
        values[1].Should().BeApproximately(Math.Cos(degrees / 180 * Math.PI), 1e-12);
    }

    [Fact]
    public void Write_Holidays_AreOneOnTheDatesOfTheList()
    {
        CalendarFeature holidays = CalendarFeature.Holidays([new(2024, 12, 26), new(2024, 12, 25), new(2024, 12, 25)], "shut");

        holidays.Names.Should().Equal("shut");
        Enumerable.Range(24, 4).SelectMany(day => Values(holidays, new DateTime(2024, 12, day, 13, 0, 0)))
            .Should().Equal(0, 1, 1, 0);
    }

    [Fact]
    public void Write_BusinessDay_IsZeroOnWeekends() =>
        Enumerable.Range(0, 7).SelectMany(day => Values(CalendarFeature.BusinessDay, new DateTime(2024, 4, 29).AddDays(day)))
            .Should().Equal(1, 1, 1, 1, 1, 0, 0);

    [Fact]
    public void Holidays_EmptyList_NamesIt()
    {
        Action create = () => CalendarFeature.Holidays([], "shut");

        create.Should().Throw<ArgumentException>().WithParameterName("dates").WithMessage("The list of dates 'shut' is empty*");
    }

    [Fact]
    public void Table_BeyondTheEnd_HasTheTimesThatFollow()
    {
        TimeSeries series = new TimeSeries("A", [1, 2]).WithTimes(new DateTime(2024, 5, 3), TimeStep.Day);
        CalendarFeature[] features = [CalendarFeature.BusinessDay, CalendarFeature.Holidays([new(2024, 5, 5)])];

        CalendarTable.Names(features).Should().Equal("business day", "holiday");
        CalendarTable.Of(features, series, 0, 4).Should().Equal(1, 0, 0, 0, 0, 1, 1, 0);
        CalendarTable.Of(features, series, 2, 1).Should().Equal(0, 1);
        CalendarTable.Of([], new TimeSeries("B", [1]), 0, 1).Should().BeEmpty();
    }

    [Fact]
    public void Table_SeriesWithoutTimestamps_SaysSo()
    {
        Action read = () => CalendarTable.Of([CalendarFeature.BusinessDay], new TimeSeries("A", [1]), 0, 1);

        read.Should().Throw<ArgumentException>().WithParameterName("series").WithMessage(
            "Series 'A' has no timestamps, and the calendar (business day) is taken of them. Give it some by WithTimes*");
    }

    private static double[] Values(CalendarFeature feature, DateTime time)
    {
        var values = new double[feature.Width];
        feature.Write(time, values);
        return values;
    }
}
