using LstmForecast.Numerics;
using LstmForecast.Runtime.Tests.Numerics.Golden;

namespace LstmForecast.Runtime.Tests.Numerics;

/// <summary>Against scipy and mpmath, see Golden/distributions.py.</summary>
public sealed class DistributionTests
{
    [Fact]
    public void LogGamma_AnySize_IsThatOfMpmath()
    {
        foreach (double[] row in DistributionReference.LogGamma)
            SpecialFunctions.LogGamma(row[0]).Should().BeApproximately(row[1], 2e-14 * Math.Max(1, Math.Abs(row[1])));
    }

    [Fact]
    public void IncompleteBeta_SmallAndLargeParameters_IsThatOfMpmath()
    {
        foreach (double[] row in DistributionReference.IncompleteBeta)
        {
            SpecialFunctions.IncompleteBeta(row[0], row[1], row[2], 1 - row[2])
                .Should().BeApproximately(row[3], 1e-11 * row[3], $"a = {row[0]}, b = {row[1]}, x = {row[2]}");
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1e-18)]
    [InlineData(-0.25)]
    [InlineData(1e300)]
    [InlineData(double.PositiveInfinity)]
    public void LogOnePlus_SmallAndLarge_LosesNothing(double x)
    {
        double expected = Math.Abs(x) < 1e-9 ? x : Math.Log(1 + x);

        SpecialFunctions.LogOnePlus(x).Should().Be(expected);
    }

    [Theory]
    [InlineData(-1000, 0)]
    [InlineData(-50, 1.928749847963918e-22)]
    [InlineData(0, 0.6931471805599453)]
    [InlineData(1000, 1000)]
    public void Softplus_AnyInput_NeitherOverflowsNorVanishes(double x, double expected) =>
        SpecialFunctions.Softplus(x).Should().BeApproximately(expected, 1e-15 * expected);

    [Fact]
    public void NormalQuantile_AnyLevel_IsThatOfScipy()
    {
        foreach (double[] row in DistributionReference.Normal)
            NormalDistribution.Quantile(row[0]).Should().BeApproximately(row[1], 2e-15 * Math.Max(1, Math.Abs(row[1])));
    }

    [Fact]
    public void StudentTQuantile_FewAndManyDegrees_IsThatOfScipy()
    {
        foreach (double[] row in DistributionReference.StudentT)
        {
            StudentTDistribution.Quantile(row[1], row[0])
                .Should().BeApproximately(row[2], 1e-10 * Math.Max(1, Math.Abs(row[2])), $"{row[0]} degrees, level {row[1]}");
        }
    }

    [Fact]
    public void NegativeBinomialCumulative_AnyDispersion_IsThatOfMpmath()
    {
        foreach (double[] row in DistributionReference.Cumulative)
            NegativeBinomialDistribution.Cumulative(row[2], row[0], row[1]).Should().BeApproximately(row[3], 1e-11);
    }

    [Fact]
    public void NegativeBinomialQuantile_RareToMillions_IsThatOfScipy()
    {
        foreach (double[] row in DistributionReference.NegativeBinomial)
        {
            NegativeBinomialDistribution.Quantile(row[2], row[0], row[1])
                .Should().Be(row[3], $"mean {row[0]}, dispersion {row[1]}, level {row[2]}");
        }
    }
}
