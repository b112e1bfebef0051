using CsCheck;
using LstmForecast.Transforms;

namespace LstmForecast.Runtime.Tests.Transforms;

public sealed class WindowTests
{
    /// <summary>Windows of 4, the last one first: 3 3 7 7, then 1 1 3 3: deviations 2 and 1, means 5 and 2.</summary>
    private static readonly TimeSeries Train = new("A", [1, 1, 3, 3, 3, 3, 7, 7]);

    [Fact]
    public void Apply_WindowNormalize_TakesMeanAndDeviationBeforeTheCutoff()
    {
        TransformedChannel run = Transform.WindowNormalize(4).Fit([Train]).Observe(Train);

        run.PointsUsedUp.Should().Be(2);
        run.ApplyFrom(8, 5, 9, 1).Should().Equal(0, 2, -2);
        run.InvertFrom(8, 0, 2, -2).Should().Equal(5, 9, 1);
        run.ApplyFrom(4, 2, 4).Should().Equal(0, 2);
        // Index 3 has seen 1, 1 and 3 alone: mean 5/3, variance 8/9.
        run.Transformed[1].Should().BeApproximately((3 - 5 / 3.0) / Math.Sqrt(8 / 9.0), 1e-14);
    }

    [Fact]
    public void InvertRecursive_WindowNormalize_MovesTheWindowOverItsForecasts()
    {
        TransformedChannel run = Transform.WindowNormalize(4).Fit([Train]).Observe(Train);

        // 5 is forecast; the window 3 7 7 5 has the mean 5.5 and the variance 2.75.
        run.InvertRecursiveFrom(8, 0, 2)
            .Should().Equal([5, 5.5 + 2 * Math.Sqrt(2.75)], (a, b) => Math.Abs(a - b) < 1e-14);
    }

    [Fact]
    public void Apply_WindowScale_DividesByTheMeanAbsoluteValue()
    {
        TransformedChannel run = Transform.WindowScale(4).Fit([Train]).Observe(new TimeSeries("A", [-1, 1, -3, 3, 5]));

        run.ApplyFrom(4, 8, -2).Should().Equal(4, -1);
        run.InvertFrom(4, 4, -1).Should().Equal(8, -2);
        run.Transformed.ToArray().Should().Equal(-3, 3 / (5 / 3.0), 5 / 2.0);
    }

    [Fact]
    public void Apply_ConstantWindow_IsDividedByATenthOfWhatIsUsual()
    {
        // Typical deviation 1.5, typical share of the level (2/5 and 1/2) 0.45.
        FittedTransform fitted = Transform.WindowNormalize(4).Fit([Train]);

        fitted.Observe(new TimeSeries("B", [0, 0, 0, 0])).ApplyFrom(4, 0, 0.3)
            .Should().Equal([0, 2], (a, b) => Math.Abs(a - b) < 1e-12);
        fitted.Observe(new TimeSeries("B", [100, 100, 100, 100])).ApplyFrom(4, 100, 109)
            .Should().Equal([0, 2], (a, b) => Math.Abs(a - b) < 1e-12);
        // Typical mean absolute value 3.5.
        Transform.WindowScale(4).Fit([Train]).Observe(new TimeSeries("B", [0, 0, 0, 0])).ApplyFrom(4, 0, 0.7)
            .Should().Equal([0, 2], (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void Apply_ConstantTraining_StaysFinite() =>
        Gen.Select(Gen.Double[-1e6, 1e6], Gen.Int[2, 9], Gen.Bool).Sample((constant, length, scale) =>
        {
            TimeSeries train = new("A", [.. Enumerable.Repeat(constant, 20)]);
            FittedTransform fitted = (scale ? Transform.WindowScale(length) : Transform.WindowNormalize(length)).Fit([train]);
            return fitted.IsValidFor(1)
                && fitted.Apply(new TimeSeries("B", [.. train.Values, 1, -1])).Values.ToArray().All(double.IsFinite);
        });

    /// <summary>The mean of some equal numbers is not always that number: what was left was divided by itself.</summary>
    [Fact]
    public void Apply_ConstantSeriesThroughMeans_IsExactlyZero() =>
        Gen.Select(Gen.Double[-1e6, 1e6], Gen.Int[2, 9], Gen.Int[2, 9]).Sample((constant, length, seasons) =>
        {
            TimeSeries train = new("A", [.. Enumerable.Repeat(constant, 60)]);
            return new[] { Transform.WindowNormalize(length), Transform.SeasonalMeanResidual(length, seasons) }
                .All(plan => plan.Fit([train]).Apply(train).Values.ToArray().All(value => value == 0));
        });

    [Fact]
    public void Fit_FewLargeSeriesAmongSmallOnes_KeepsTheScaleOfTheSmallOnes()
    {
        TimeSeries[] train = [.. Enumerable.Range(0, 20).Select(i =>
            new TimeSeries($"{i}", [.. Train.Values.ToArray().Select(value => value * (i < 15 ? 1 : 1e6))]))];

        TransformPipeline.Fit([Transform.WindowNormalize(4)], train).Observe(train[0]).ApplyFrom(8, 9).Should().Equal(2);
    }

    [Fact]
    public void Apply_SeriesOfAnotherLevelAndScale_LooksTheSame() =>
        Gen.Select(Gen.Double[-100, 100], Gen.Double[1, 100]).Sample((level, scale) =>
        {
            double[] values = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9];
            var one = new TimeSeries("A", values);
            var other = new TimeSeries("B", [.. values.Select(value => level + scale * value)]);
            FittedTransform fitted = new FittedWindowNormalize(6, [1e-6], [1e-6]);
            return TransformCases.Close(fitted.Apply(other).Channel(), fitted.Apply(one).Channel());
        });

    [Theory]
    [InlineData(2, 2)]
    [InlineData(4, 2)]
    [InlineData(24, 6)]
    [InlineData(25, 7)]
    public void PointsUsedUp_OfAWindow_IsAQuarterOfIt(int length, int expected)
    {
        new FittedWindowNormalize(length, [1], [0]).PointsUsedUp.Should().Be(expected);
        new FittedWindowScale(length, [1]).PointsUsedUp.Should().Be(expected);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(int.MaxValue)]
    public void Factories_LengthOutOfRange_Throw(int length)
    {
        ((Action)(() => Transform.WindowNormalize(length))).Should().Throw<ArgumentOutOfRangeException>();
        ((Action)(() => Transform.WindowScale(length))).Should().Throw<ArgumentOutOfRangeException>();
        new FittedWindowNormalize(length, [1], [0]).IsValidFor(1).Should().BeFalse();
        new FittedWindowScale(length, [1]).IsValidFor(1).Should().BeFalse();
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(double.NaN, 0)]
    [InlineData(1, -1)]
    [InlineData(1, double.NaN)]
    public void IsValidFor_WhatNoFitProduces_IsFalse(double smallest, double relative)
    {
        new FittedWindowNormalize(4, [smallest], [relative]).IsValidFor(1).Should().BeFalse();
        new FittedWindowNormalize(4, [1, 1], [0]).IsValidFor(1).Should().BeFalse();
        new FittedWindowScale(4, [0]).IsValidFor(1).Should().BeFalse();
        new FittedWindowScale(4, [1, 1]).IsValidFor(1).Should().BeFalse();
    }
}
