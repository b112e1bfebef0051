using LstmForecast.Transforms;

namespace LstmForecast.Runtime.Tests.Transforms;

public sealed class SeasonalResidualTests
{
    private static readonly TimeSeries Months = new("A", [10, 20, 30, 11, 22, 33]);

    [Fact]
    public void Apply_SeasonalNaive_SubtractsTheLastObservedSeasonAllAlong()
    {
        TransformedChannel run = Transform.SeasonalNaiveResidual(3).Fit([]).Observe(Months);

        // Beyond a season the base is the same season, as what lies between is not known at the cutoff.
        run.ApplyFrom(6, 12, 24, 36, 13, 26, 39, 14).Should().Equal(1, 2, 3, 2, 4, 6, 3);
        run.InvertFrom(6, 1, 2, 3, 2, 4, 6, 3).Should().Equal(12, 24, 36, 13, 26, 39, 14);
        run.ApplyFrom(4, 22, 33).Should().Equal(2, 3);
        run.Transformed.ToArray().Should().Equal(1, 2, 3);
    }

    [Fact]
    public void InvertRecursive_SeasonalNaive_BuildsOnItsOwnForecasts() =>
        Transform.SeasonalNaiveResidual(3).Fit([]).Observe(Months)
            .InvertRecursiveFrom(6, 1, 2, 3, 1).Should().Equal(12, 24, 36, 13);

    [Fact]
    public void Apply_SeasonalMean_AveragesAsManySeasonsAsThereAre()
    {
        TransformedChannel run = Transform.SeasonalMeanResidual(3, 2).Fit([]).Observe(Months);

        // Index 3 to 5: one season before; beyond: the means 10.5, 21 and 31.5 of both.
        run.Transformed.ToArray().Should().Equal(1, 2, 3);
        run.ApplyFrom(6, 12, 24, 36, 13).Should().Equal(1.5, 3, 4.5, 2.5);
        run.InvertFrom(6, 1.5, 3, 4.5, 2.5).Should().Equal(12, 24, 36, 13);
        // The next season is treated as observed: the mean of 11 and 12.
        run.InvertRecursiveFrom(6, 1.5, 3, 4.5, 1.5).Should().Equal(12, 24, 36, 13);
    }

    [Fact]
    public void Apply_SeasonalMeanOfMoreSeasonsThanAsked_ForgetsTheOldest()
    {
        TransformedChannel run = Transform.SeasonalMeanResidual(1, 2).Fit([]).Observe(new TimeSeries("A", [100, 3, 5]));

        run.ApplyFrom(3, 10).Should().Equal(6);
    }

    [Fact]
    public void Apply_SubtractLastValue_KeepsOneLevelForAHorizon()
    {
        TransformedChannel run = Transform.SubtractLastValue.Fit([]).Observe(new TimeSeries("A", [5, 7]));

        run.Transformed.ToArray().Should().Equal(2);
        run.ApplyFrom(2, 8, 10).Should().Equal(1, 3);
        run.InvertFrom(2, 1, 3).Should().Equal(8, 10);
        run.InvertRecursiveFrom(2, 1, 2).Should().Equal(8, 10);
    }

    [Fact]
    public void Factories_NumbersBelowOneOrTooLarge_Throw()
    {
        ((Action)(() => Transform.SeasonalNaiveResidual(0))).Should().Throw<ArgumentOutOfRangeException>()
            .WithParameterName("seasonLength");
        ((Action)(() => Transform.SeasonalMeanResidual(0, 1))).Should().Throw<ArgumentOutOfRangeException>()
            .WithParameterName("seasonLength");
        ((Action)(() => Transform.SeasonalMeanResidual(1, 0))).Should().Throw<ArgumentOutOfRangeException>()
            .WithParameterName("seasons");
        ((Action)(() => Transform.SeasonalMeanResidual(int.MaxValue, int.MaxValue))).Should()
            .Throw<ArgumentOutOfRangeException>().WithParameterName("seasons");
    }

    [Fact]
    public void IsValidFor_WhatNoFitProduces_IsFalse()
    {
        new FittedSeasonalNaiveResidual(0).IsValidFor(1).Should().BeFalse();
        new FittedSeasonalMeanResidual(0, 1).IsValidFor(1).Should().BeFalse();
        new FittedSeasonalMeanResidual(1, 0).IsValidFor(1).Should().BeFalse();
        new FittedSeasonalMeanResidual(1 << 13, 1 << 12).IsValidFor(1).Should().BeFalse();
        new FittedSeasonalMeanResidual(1 << 16, 1 << 16).IsValidFor(1).Should().BeFalse();
    }
}
