namespace LstmForecast.Runtime.Tests.Series;

public sealed class TimeSeriesTimesTests
{
    private static readonly DateTime Start = new(2024, 1, 31);
    private static readonly TimeSeries Series =
        new TimeSeries("A", [1, 10, 2, 20, 3, 30, 4, 40], ["x", "y"]).WithTimes(Start, TimeStep.Month).WithStatic("area", 12.5);

    [Fact]
    public void WithTimes_Series_KeepsTheRest()
    {
        Series.Times.Should().Be(new TimeAxis(Start, TimeStep.Month));
        Series.Name.Should().Be("A");
        Series.Channels.Should().Equal("x", "y");
        Series.Values.ToArray().Should().Equal(1, 10, 2, 20, 3, 30, 4, 40);
        Series.ToString().Should().Be("A [4, 2]");
        new TimeSeries("B", [1]).Times.Should().BeNull();
        Series.WithTimes(null).Times.Should().BeNull();
    }

    [Fact]
    public void WithTimes_EndBeyondAllTime_Throws()
    {
        Action extend = () => Series.WithTimes(new DateTime(9999, 12, 1), TimeStep.Month);

        extend.Should().Throw<ArgumentOutOfRangeException>().WithMessage("Point 3 of the times from 9999-12-01*");
    }

    [Fact]
    public void Range_OfSeries_HasTheTimesOfItsPoints()
    {
        TimeSeries part = Series[1..];

        part.Times!.Start.Should().Be(new DateTime(2024, 2, 29));
        part.Times.At(1).Should().Be(new DateTime(2024, 3, 31), "the part aims at the same day of the month");
        Series[..2].Times.Should().Be(Series.Times);
        Series[4..].Times!.Start.Should().Be(new DateTime(2024, 5, 31));
        part.Statics.Should().Equal(Series.Statics);
    }

    [Fact]
    public void Difference_UsesUpPoints_ShiftsTheTimes()
    {
        TimeSeries differences = Transform.Difference(2).Fit([Series]).Apply(Series);

        differences.Times!.Start.Should().Be(new DateTime(2024, 3, 31));
        differences.Statics.Should().Equal(Series.Statics);
    }

    [Fact]
    public void ToSeries_OfABaseline_StartsAfterTheHistory() =>
        Baselines.Naive(Series, 2).ToSeries().Times!.Start.Should().Be(new DateTime(2024, 5, 31));

    [Fact]
    public void Select_Channels_AreThoseInThatOrder()
    {
        TimeSeries selected = Series.Select("y", "x");

        selected.Channels.Should().Equal("y", "x");
        selected.Values.ToArray().Should().Equal(10, 1, 20, 2, 30, 3, 40, 4);
        Series.Select("y").Values.ToArray().Should().Equal(10, 20, 30, 40);
        selected.Times.Should().Be(Series.Times);
        selected.Statics.Should().Equal(Series.Statics);
    }

    [Fact]
    public void Select_WhatIsNoSelection_SaysSo()
    {
        Action unknown = () => Series.Select("x", "z");
        Action twice = () => Series.Select("x", "x");
        Action none = () => Series.Select();

        unknown.Should().Throw<ArgumentException>().WithParameterName("channels")
            .WithMessage("Series 'A' has no channel 'z'; its channels are (x, y).*");
        twice.Should().Throw<ArgumentException>().WithMessage("Series 'A' has two channels of the same name (x, x)*");
        none.Should().Throw<ArgumentException>().WithMessage("Series 'A' has no channel; name at least one.*");
    }

    [Fact]
    public void WithStatic_SeveralValues_AreInTheOrderOfTheirNames()
    {
        TimeSeries series = Series.WithStatic("region", "north").WithStatic("Zone", 3).WithStatic("area", 13);

        series.Statics.Select(value => value.ToString()).Should().Equal("Zone = 3", "area = 13", "region = north");
        series.Statics[1].Number.Should().Be(13);
        series.Statics[1].IsCategory.Should().BeFalse();
        series.Statics[2].Category.Should().Be("north");
        series.Statics[2].Number.Should().BeNull();
        Series.Statics.Should().ContainSingle("a series never changes").Which.Number.Should().Be(12.5);
    }

    [Fact]
    public void WithStatic_NumberThatIsNone_NamesIt()
    {
        Action add = () => Series.WithStatic("area", double.NaN);

        add.Should().Throw<ArgumentException>().WithParameterName("number")
            .WithMessage("The static value 'area' is NaN; it must be a finite number.*");
    }

    [Theory]
    [InlineData("", "north")]
    [InlineData("region", "")]
    [InlineData("region", " ")]
    public void WithStatic_NoText_Throws(string name, string category)
    {
        Action add = () => Series.WithStatic(name, category);

        add.Should().Throw<ArgumentException>();
    }
}
