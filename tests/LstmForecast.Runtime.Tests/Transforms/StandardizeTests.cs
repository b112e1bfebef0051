using LstmForecast.Transforms;

namespace LstmForecast.Runtime.Tests.Transforms;

public sealed class StandardizeTests
{
    [Fact]
    public void Fit_SeriesOfDifferentLengths_PoolsAllPointsOfEachChannel()
    {
        TimeSeries[] train =
        [
            new("A", [1, 100, 2, 300], ["x", "y"]),
            new("B", [6, 200, 0, 700, 4, 200], ["x", "y"]),
        ];

        // x: 1 2 6 0 4, mean 2.6, population variance 57/5 - 2.6^2; y: 100 300 200 700 200, mean 300, variance 44000.
        (double[] means, double[] scales) = Fit(train);

        means.Should().Equal([2.6, 300], Close);
        scales.Should().Equal([Math.Sqrt(4.64), Math.Sqrt(44000)], Close);
    }

    [Fact]
    public void Apply_OtherSeries_UsesTheTrainingStatistics()
    {
        TransformPipeline fitted = TransformPipeline.Fit([Transform.Standardize], [new TimeSeries("A", [1, 3])]);

        fitted.Apply(new TimeSeries("B", [2, 12])).Values.ToArray().Should().Equal(0, 10);
    }

    [Fact]
    public void Invert_TwoChannels_ScalesEachByItsOwn()
    {
        var train = new TimeSeries("A", [1, 10, 3, 30], ["x", "y"]);
        TransformPipeline fitted = TransformPipeline.Fit([Transform.Standardize], [train]);

        fitted.Observe(train, channel: 0).InvertFrom(2, 0, 2).Should().Equal(2, 4);
        fitted.Observe(train, channel: 1).InvertFrom(2, 0, 2).Should().Equal(20, 40);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(1e9)]
    [InlineData(0.1)] // the mean of many 0.1 is not 0.1: the deviation is rounding error
    public void Fit_ConstantChannel_DividesByOne(double constant)
    {
        var train = new TimeSeries("A", [.. Enumerable.Repeat(constant, 1000)]);

        (double[] means, double[] scales) = Fit([train]);

        means[0].Should().BeApproximately(constant, 1e-12 * constant);
        scales.Should().Equal(1);
    }

    [Fact]
    public void Fit_SmallDeviationOnALargeLevel_IsNotTakenForConstant()
    {
        (_, double[] scales) = Fit([new TimeSeries("A", [1e6 - 1e-3, 1e6 + 1e-3])]);

        scales[0].Should().BeApproximately(1e-3, 1e-9);
    }

    [Theory]
    [InlineData(new double[] { 1 }, new double[] { 0 })]
    [InlineData(new double[] { 1 }, new double[] { -1 })]
    [InlineData(new double[] { 1 }, new[] { double.NaN })]
    [InlineData(new double[] { 1 }, new[] { double.PositiveInfinity })]
    [InlineData(new[] { double.NaN }, new double[] { 1 })]
    [InlineData(new double[] { 1, 1 }, new double[] { 1 })]
    [InlineData(new double[] { 1 }, new double[] { 1, 1 })]
    public void IsValidFor_WhatNoFitProduces_IsFalse(double[] means, double[] scales) =>
        new FittedStandardize(means, scales).IsValidFor(channels: 1).Should().BeFalse();

    private static (double[] Means, double[] Scales) Fit(IReadOnlyList<TimeSeries> train)
    {
        var fitted = (FittedStandardize)Transform.Standardize.Fit(train);
        return (fitted.Means, fitted.Scales);
    }

    private static bool Close(double a, double b) => Math.Abs(a - b) <= 1e-12 * Math.Abs(b);
}
