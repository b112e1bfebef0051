using LstmForecast.Numerics;

namespace LstmForecast.Runtime.Tests.Numerics;

public sealed class VariatesTests
{
    private const int Draws = 40_000;

    [Theory]
    [InlineData(0.05)]
    [InlineData(0.7)]
    [InlineData(1)]
    [InlineData(4.5)]
    [InlineData(1000)]
    public void NextGamma_AnyShape_HasItsMomentsAndNoNegative(double shape)
    {
        double[] drawn = Draw(random => random.NextGamma(shape));

        drawn.Should().OnlyContain(x => x >= 0);
        // The fourth central moment of a gamma variable is 3 shape^2 + 6 shape.
        ShouldHaveMoments(drawn, mean: shape, variance: shape, fourth: 3 * shape * shape + 6 * shape);
    }

    [Fact]
    public void NextGamma_ShapeOfOne_IsExponential()
    {
        double[] drawn = Draw(random => random.NextGamma(1));

        Distance(drawn, x => 1 - Math.Exp(-x)).Should().BeLessThan(1.63 / Math.Sqrt(Draws), "Kolmogorov and Smirnov at 1 %");
    }

    [Theory]
    [InlineData(2.5)]
    [InlineData(7)]
    [InlineData(1e9)]
    public void NextStudentT_AnyDegrees_HasItsQuantiles(double degrees)
    {
        double[] drawn = Draw(random => random.NextStudentT(degrees));

        foreach (double level in (double[])[0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99])
        {
            double quantile = StudentTDistribution.Quantile(level, degrees);
            double below = drawn.Count(x => x <= quantile) / (double)Draws;
            below.Should().BeApproximately(level, 4 * Math.Sqrt(level * (1 - level) / Draws));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.2)]
    [InlineData(9.9)]
    [InlineData(10)]
    [InlineData(1234.5)]
    [InlineData(1e9)]
    public void NextPoisson_AnyMean_HasItsMomentsAndCounts(double mean)
    {
        double[] drawn = Draw(random => random.NextPoisson(mean));

        drawn.Should().OnlyContain(x => x >= 0 && x == Math.Floor(x));
        ShouldHaveMoments(drawn, mean, mean, fourth: 3 * mean * mean + mean);
    }

    [Theory]
    [InlineData(3, 2)]
    [InlineData(30, 0.1)]
    [InlineData(12, 1e-6)]
    public void NextNegativeBinomial_AnyDispersion_HasItsDistribution(double mean, double dispersion)
    {
        double[] drawn = Draw(random => random.NextNegativeBinomial(mean, dispersion));

        for (int count = 0; count < 3 * mean; count += 2)
        {
            double expected = NegativeBinomialDistribution.Cumulative(count, mean, dispersion);
            double below = drawn.Count(x => x <= count) / (double)Draws;
            below.Should().BeApproximately(expected, 4.5 * Math.Sqrt(expected * (1 - expected) / Draws) + 1e-4);
        }
    }

    [Fact]
    public void AnyVariate_SameSeed_IsTheSame() =>
        Draw(random => random.NextNegativeBinomial(20, 0.5)).Should().Equal(Draw(random => random.NextNegativeBinomial(20, 0.5)));

    private static double[] Draw(Func<SeededRandom, double> draw)
    {
        var random = new SeededRandom(7);
        return [.. Enumerable.Range(0, Draws).Select(_ => draw(random))];
    }

    private static void ShouldHaveMoments(double[] drawn, double mean, double variance, double fourth)
    {
        double average = drawn.Average();
        average.Should().BeApproximately(mean, 4 * Math.Sqrt(variance / Draws));
        double spread = drawn.Average(x => (x - mean) * (x - mean));
        spread.Should().BeApproximately(variance, 4 * Math.Sqrt((fourth - variance * variance) / Draws));
    }

    private static double Distance(double[] drawn, Func<double, double> cumulative)
    {
        Array.Sort(drawn);
        return drawn.Select((x, i) => Math.Max(
            Math.Abs(cumulative(x) - (double)i / Draws), Math.Abs(cumulative(x) - (i + 1.0) / Draws))).Max();
    }
}
