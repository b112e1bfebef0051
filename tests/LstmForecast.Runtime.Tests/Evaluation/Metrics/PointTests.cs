using CsCheck;

namespace LstmForecast.Runtime.Tests.Evaluation;

public sealed class PointTests
{
    /// <summary>Errors 1, -2, 0, 4: by hand, 7/4, 21/4 and its root.</summary>
    [Fact]
    public void Metrics_FourPairs_AreThoseByHand()
    {
        double[] observed = [1, 2, 3, 4];
        double[] forecast = [0, 4, 3, 0];

        Metrics.MeanAbsoluteError(observed, forecast).Should().Be(1.75);
        Metrics.MeanSquaredError(observed, forecast).Should().Be(5.25);
        Metrics.RootMeanSquaredError(observed, forecast).Should().BeApproximately(2.29128784747792, 1e-14);
    }

    [Fact]
    public void Metrics_AnyPairs_AgreeWithPlainSums() =>
        Gen.Select(Gen.Double[-100, 100], Gen.Double[-100, 100]).Array[1, 50].Sample(pairs =>
        {
            double[] observed = [.. pairs.Select(pair => pair.Item1)];
            double[] forecast = [.. pairs.Select(pair => pair.Item2)];
            double absolute = pairs.Sum(pair => Math.Max(pair.Item1, pair.Item2) - Math.Min(pair.Item1, pair.Item2));
            double squared = pairs.Sum(pair => Math.Pow(pair.Item1 - pair.Item2, 2));

            return Close(Metrics.MeanAbsoluteError(observed, forecast), absolute / pairs.Length)
                && Close(Metrics.MeanSquaredError(observed, forecast), squared / pairs.Length)
                && Close(Math.Pow(Metrics.RootMeanSquaredError(observed, forecast), 2), squared / pairs.Length);
        });

    [Theory]
    [InlineData(0, 0)]
    [InlineData(2, 1)]
    [InlineData(1, 2)]
    public void Metrics_NotAsManyOfEach_NameBothNumbers(int observed, int forecast)
    {
        Func<double>[] metrics =
        [
            () => Metrics.MeanAbsoluteError(new double[observed], new double[forecast]),
            () => Metrics.MeanSquaredError(new double[observed], new double[forecast]),
            () => Metrics.RootMeanSquaredError(new double[observed], new double[forecast]),
        ];

        foreach (Func<double> metric in metrics)
        {
            metric.Should().Throw<ArgumentException>().WithParameterName(nameof(forecast)).WithMessage(
                $"{observed} observed and {forecast} forecast values; there must be as many of each, and at least*");
        }
    }

    private static bool Close(double a, double b) => Math.Abs(a - b) <= 1e-12 * Math.Max(1, Math.Abs(b));
}
