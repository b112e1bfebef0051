using CsCheck;

namespace LstmForecast.Runtime.Tests.Evaluation;

public sealed class SampleTests
{
    [Fact]
    public void ContinuousRankedProbabilityScore_OneSample_IsTheAbsoluteError() =>
        Gen.Select(Gen.Double[-100, 100], Gen.Double[-100, 100]).Sample((observed, sample) =>
            Close(Metrics.ContinuousRankedProbabilityScore(observed, [sample]), Math.Abs(observed - sample)));

    [Fact]
    public void ContinuousRankedProbabilityScore_AnySamples_AgreesWithAllPairs() =>
        Gen.Select(Gen.Double[-100, 100], Gen.Int[-20, 20].Array[1, 40]).Sample((observed, multiples) =>
        {
            // Multiples, so that many samples tie.
            double[] samples = [.. multiples.Select(multiple => multiple * 5.0)];
            return Close(Metrics.ContinuousRankedProbabilityScore(observed, samples), ByPairs(observed, samples));
        });

    [Fact]
    public void ContinuousRankedProbabilityScore_FarFromZero_LosesNoDigits()
    {
        double[] samples = [1e9 + 1, 1e9 - 2, 1e9 + 4, 1e9];

        Metrics.ContinuousRankedProbabilityScore(1e9 + .5, samples)
            .Should().BeApproximately(ByPairs(.5, [1, -2, 4, 0]), 1e-12);
    }

    /// <summary>
    /// At its middle, the standard normal distribution scores <c>2 phi(0) - 1 / sqrt(pi)</c> (Gneiting and Raftery
    /// 2007, section 4.2).
    /// </summary>
    [Fact]
    public void ContinuousRankedProbabilityScore_NormalSample_IsThatOfTheDistribution()
    {
        // Box and Muller over an even grid: a sample without chance.
        double[] samples =
        [
            .. from i in Enumerable.Range(0, 300)
               from j in Enumerable.Range(0, 300)
               select Math.Sqrt(-2 * Math.Log((i + .5) / 300)) * Math.Cos(2 * Math.PI * (j + .5) / 300),
        ];

        Metrics.ContinuousRankedProbabilityScore(0, samples).Should()
            .BeApproximately(2 / Math.Sqrt(2 * Math.PI) - 1 / Math.Sqrt(Math.PI), 1e-3);
    }

    [Fact]
    public void ContinuousRankedProbabilityScore_Paths_IsTheMeanOfTheSteps()
    {
        double[] observed = [1, 10];
        double[] paths = [0, 12, 3, 11, 1, 7];

        Metrics.ContinuousRankedProbabilityScore(observed, paths).Should()
            .BeApproximately((ByPairs(1, [0, 3, 1]) + ByPairs(10, [12, 11, 7])) / 2, 1e-12);
    }

    [Fact]
    public void ContinuousRankedProbabilityScore_NoSamples_Throws()
    {
        Action none = () => Metrics.ContinuousRankedProbabilityScore(1, []);
        Action noPath = () => Metrics.ContinuousRankedProbabilityScore([1, 2], []);
        Action halfPath = () => Metrics.ContinuousRankedProbabilityScore([1, 2], [1, 2, 3]);

        none.Should().Throw<ArgumentException>().WithParameterName("samples").WithMessage("0 samples*");
        noPath.Should().Throw<ArgumentException>().WithParameterName("paths");
        halfPath.Should().Throw<ArgumentException>().WithParameterName("paths")
            .WithMessage("2 observed values and 3 values of sample paths*");
    }

    [Fact]
    public void ContinuousRankedProbabilityScore_MissingOrInfiniteSample_ShowsInTheScore()
    {
        Metrics.ContinuousRankedProbabilityScore(1, [1, double.NaN]).Should().Be(double.NaN);
        Metrics.ContinuousRankedProbabilityScore(1, [1, double.PositiveInfinity]).Should().Be(double.PositiveInfinity);
        Metrics.ContinuousRankedProbabilityScore(1, [1, double.NegativeInfinity]).Should().Be(double.PositiveInfinity);
    }

    private static double ByPairs(double observed, double[] samples) =>
        samples.Average(sample => Math.Abs(sample - observed))
        - samples.Average(sample => samples.Average(other => Math.Abs(sample - other))) / 2;

    private static bool Close(double a, double b) => Math.Abs(a - b) <= 1e-10 * Math.Max(1, Math.Abs(b));
}
