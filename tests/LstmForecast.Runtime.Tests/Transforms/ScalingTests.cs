using LstmForecast.Transforms;

namespace LstmForecast.Runtime.Tests.Transforms;

public sealed class ScalingTests
{
    private static readonly TimeSeries[] Train =
    [
        new("A", [1, 100, 2, 300], ["x", "y"]),
        new("B", [6, 200, 0, 700, 4, 200], ["x", "y"]),
    ];

    [Fact]
    public void Fit_MinMax_TakesTheRangeOverAllSeries()
    {
        // x: 0 to 6; y: 100 to 700.
        Fit(Transform.MinMax, Train).Channels.Should().Equal(new ChannelScale(0, 6), new ChannelScale(100, 600));
    }

    [Fact]
    public void Fit_Robust_TakesMedianAndInterquartileRange()
    {
        // x: 0 1 2 4 6, quartiles 1 and 4; y: 100 200 200 300 700, quartiles 200 and 300.
        Fit(Transform.Robust, Train).Channels.Should().Equal(new ChannelScale(2, 3), new ChannelScale(200, 100));
    }

    [Fact]
    public void Fit_RobustOfFourValues_InterpolatesQuartilesAsR()
    {
        // quantile(c(1, 2, 4, 8)) in R: 1.75, 3, 5.
        Fit(Transform.Robust, [new TimeSeries("A", [8, 1, 4, 2])]).Channels.Should().Equal(new ChannelScale(3, 3.25));
    }

    [Fact]
    public void Fit_RobustOfMostlyTheSame_TakesTheDeviation()
    {
        // Median 0, both quartiles 0; mean 1, population variance 10 - 1.
        FittedScaling fitted = Fit(Transform.Robust, [new TimeSeries("A", [0, 0, 0, 10, 0, 0, 0, 0, 0, 0])]);

        fitted.Channels.Should().Equal(new ChannelScale(0, 3));
    }

    [Theory]
    [InlineData(7)]
    [InlineData(0)]
    [InlineData(0.1)]
    public void Apply_ConstantTraining_StaysFinite(double constant)
    {
        TimeSeries[] train = [new("A", [.. Enumerable.Repeat(constant, 100)])];

        foreach (Transform plan in new[] { Transform.MinMax, Transform.Robust })
        {
            plan.Fit(train).Apply(new TimeSeries("B", [constant, constant + 2]))[1].Should().BeApproximately(2, 1e-9);
            plan.Fit(train).Apply(train[0])[0].Should().BeApproximately(0, 1e-9);
        }
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(1, double.NaN)]
    [InlineData(double.PositiveInfinity, 1)]
    public void IsValidFor_WhatNoFitProduces_IsFalse(double level, double scale)
    {
        new FittedScaling(ScaleMeasure.MinMax, [new ChannelScale(level, scale)]).IsValidFor(channels: 1).Should().BeFalse();
        new FittedSeriesScaling(ScaleMeasure.MinMax, new() { ["A"] = [new ChannelScale(level, scale)] }, [1])
            .IsValidFor(channels: 1).Should().BeFalse();
    }

    [Fact]
    public void IsValidFor_WrongCountsOrMeasure_IsFalse()
    {
        var fits = new ChannelScale(0, 1);

        new FittedScaling(ScaleMeasure.MinMax, [fits]).IsValidFor(channels: 2).Should().BeFalse();
        new FittedScaling(ScaleMeasure.MinMax, [null!]).IsValidFor(channels: 1).Should().BeFalse();
        new FittedScaling((ScaleMeasure)7, [fits]).IsValidFor(channels: 1).Should().BeFalse();
        new FittedSeriesScaling((ScaleMeasure)7, [], [1]).IsValidFor(channels: 1).Should().BeFalse();
        new FittedSeriesScaling(ScaleMeasure.Robust, [], []).IsValidFor(channels: 1).Should().BeFalse();
        new FittedSeriesScaling(ScaleMeasure.Robust, [], [0]).IsValidFor(channels: 1).Should().BeFalse();
        new FittedSeriesScaling(ScaleMeasure.Robust, new() { ["A"] = null! }, [1]).IsValidFor(channels: 1).Should().BeFalse();
        new FittedSeriesScaling(ScaleMeasure.Robust, new() { ["A"] = [fits] }, [1]).IsValidFor(channels: 1).Should().BeTrue();
    }

    private static FittedScaling Fit(Transform plan, IReadOnlyList<TimeSeries> train) => (FittedScaling)plan.Fit(train);
}
