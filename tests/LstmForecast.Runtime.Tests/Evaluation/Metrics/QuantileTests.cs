using CsCheck;

namespace LstmForecast.Runtime.Tests.Evaluation;

public sealed class QuantileTests
{
    private static readonly Gen<double[]> Values = Gen.Double[-100, 100].Array[1, 30];

    /// <summary>Two above the quantile at .9 of each unit, one below at .1: (1.8 + .4) / 2.</summary>
    [Fact]
    public void QuantileLoss_AboveAndBelow_IsThatByHand() =>
        Metrics.QuantileLoss([10, 4], [8, 8], .9).Should().BeApproximately(1.1, 1e-12);

    [Fact]
    public void QuantileLoss_Median_IsHalfTheAbsoluteError() =>
        Values.Sample(values =>
        {
            double[] forecast = [.. values.Reverse()];
            return Close(Metrics.QuantileLoss(values, forecast, .5), Metrics.MeanAbsoluteError(values, forecast) / 2);
        });

    /// <summary>The quantile of a sample has the least loss on it: that is what the loss is for.</summary>
    [Fact]
    public void QuantileLoss_OfASample_IsLeastAtItsQuantile() =>
        Gen.Select(Values, Gen.Double[.05, .95], Gen.Double[-100, 100]).Sample((values, level, other) =>
        {
            double quantile = values.Order().ElementAt((int)Math.Ceiling(level * values.Length) - 1);
            return Loss(quantile) <= Loss(other) + 1e-9;

            double Loss(double forecast) =>
                Metrics.QuantileLoss(values, [.. values.Select(_ => forecast)], level);
        });

    [Fact]
    public void ContinuousRankedProbabilityScore_Median_IsTheAbsoluteError() =>
        Values.Sample(values =>
        {
            double[] forecast = [.. values.Reverse()];
            return Close(
                Metrics.ContinuousRankedProbabilityScore(values, forecast, [.5]),
                Metrics.MeanAbsoluteError(values, forecast));
        });

    [Fact]
    public void ContinuousRankedProbabilityScore_ManyUniformQuantiles_GoesToTheIntegral()
    {
        // The uniform distribution on [0, 1] scores integral of (F(x) - 1{y <= x})^2: y^3 / 3 + (1 - y)^3 / 3.
        double[] levels = [.. Enumerable.Range(0, 1000).Select(k => (k + .5) / 1000)];

        Metrics.ContinuousRankedProbabilityScore([.3], levels, levels)
            .Should().BeApproximately((.3 * .3 * .3 + .7 * .7 * .7) / 3, 1e-5);
    }

    [Fact]
    public void WeightedQuantileLoss_AnyQuantiles_AgreesWithPlainLoops() =>
        Gen.Select(Gen.Double[1, 100].Array[5], Gen.Double[-100, 100].Array[15]).Sample((observed, quantiles) =>
        {
            double[] levels = [.1, .5, .8];
            double sum = 0;
            for (int i = 0; i < 5; i++)
            {
                for (int k = 0; k < 3; k++)
                {
                    double error = observed[i] - quantiles[i * 3 + k];
                    sum += error > 0 ? levels[k] * error : (levels[k] - 1) * error;
                }
            }

            return Close(Metrics.WeightedQuantileLoss(observed, quantiles, levels), 2 * sum / 3 / observed.Sum())
                && Close(Metrics.ContinuousRankedProbabilityScore(observed, quantiles, levels), 2 * sum / 15);
        });

    [Fact]
    public void WeightedQuantileLoss_OnlyZeros_IsInfiniteUnlessForecast()
    {
        Metrics.WeightedQuantileLoss([0], [1], [.5]).Should().Be(double.PositiveInfinity);
        Metrics.WeightedQuantileLoss([0], [0], [.5]).Should().Be(0);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void QuantileLoss_ImpossibleLevel_Throws(double level)
    {
        Action one = () => Metrics.QuantileLoss([1], [1], level);
        Action many = () => Metrics.WeightedQuantileLoss([1], [1, 2], [.5, level]);

        one.Should().Throw<ArgumentOutOfRangeException>().WithParameterName(nameof(level)).WithMessage("*between 0 and 1*");
        many.Should().Throw<ArgumentOutOfRangeException>().WithParameterName("levels").WithMessage("*between 0 and 1*");
    }

    [Theory]
    [InlineData(2, 3, 1)]
    [InlineData(0, 0, 1)]
    [InlineData(1, 0, 0)]
    public void WeightedQuantileLoss_NotAQuantileForEach_NamesAllNumbers(int observed, int quantiles, int levels)
    {
        Action loss = () => Metrics.WeightedQuantileLoss(
            new double[observed], new double[quantiles], Enumerable.Repeat(.5, levels).ToArray());

        loss.Should().Throw<ArgumentException>().WithParameterName(nameof(quantiles))
            .WithMessage($"{observed} observed values, {levels} levels and {quantiles} quantiles*");
    }

    private static bool Close(double a, double b) => Math.Abs(a - b) <= 1e-11 * Math.Max(1, Math.Abs(b));
}
