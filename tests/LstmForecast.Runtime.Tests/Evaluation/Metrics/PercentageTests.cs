using CsCheck;

namespace LstmForecast.Runtime.Tests.Evaluation;

public sealed class PercentageTests
{
    /// <summary>Errors 1 of 4 and 2 of 10 (forecasts 5 and 8): 25 and 20 %; 2/9 and 2/9; 3 of 14.</summary>
    [Fact]
    public void Percentages_TwoPairs_AreThoseByHand()
    {
        double[] observed = [4, -10];
        double[] forecast = [5, -8];

        Metrics.MeanAbsolutePercentageError(observed, forecast).Should().BeApproximately(22.5, 1e-12);
        Metrics.SymmetricMeanAbsolutePercentageError(observed, forecast).Should().BeApproximately(200 / 9.0, 1e-12);
        Metrics.WeightedAbsolutePercentageError(observed, forecast).Should().BeApproximately(300 / 14.0, 1e-12);
    }

    [Fact]
    public void Percentages_AnyPairs_AgreeWithPlainSums() =>
        Gen.Select(Gen.Double[.1, 100], Gen.Double[-100, 100]).Array[1, 50].Sample(pairs =>
        {
            double[] observed = [.. pairs.Select(pair => pair.Item1)];
            double[] forecast = [.. pairs.Select(pair => pair.Item2)];
            double mape = pairs.Average(pair => Math.Abs(1 - pair.Item2 / pair.Item1)) * 100;
            double smape = pairs.Average(pair =>
                Math.Abs(pair.Item1 - pair.Item2) / ((pair.Item1 + Math.Abs(pair.Item2)) / 2)) * 100;
            double wape = pairs.Sum(pair => Math.Abs(pair.Item1 - pair.Item2)) / pairs.Sum(pair => pair.Item1) * 100;

            return Close(Metrics.MeanAbsolutePercentageError(observed, forecast), mape)
                && Close(Metrics.SymmetricMeanAbsolutePercentageError(observed, forecast), smape)
                && Close(Metrics.WeightedAbsolutePercentageError(observed, forecast), wape);
        });

    [Fact]
    public void MeanAbsolutePercentageError_ObservationOfZero_IsInfiniteUnlessForecast()
    {
        Metrics.MeanAbsolutePercentageError([0, 10], [1e-9, 10]).Should().Be(double.PositiveInfinity);
        Metrics.MeanAbsolutePercentageError([0, 10], [0, 11]).Should().BeApproximately(5, 1e-12);
    }

    [Fact]
    public void SymmetricMeanAbsolutePercentageError_Zeros_AddNothingOrAll()
    {
        Metrics.SymmetricMeanAbsolutePercentageError([0, 0], [0, 1e-9]).Should().Be(100);
        Metrics.SymmetricMeanAbsolutePercentageError([1, 2], [-1, 0]).Should().Be(200);
    }

    [Fact]
    public void WeightedAbsolutePercentageError_OnlyZeros_IsInfiniteUnlessForecast()
    {
        Metrics.WeightedAbsolutePercentageError([0, 4], [1, 4]).Should().Be(25);
        Metrics.WeightedAbsolutePercentageError([0, 0], [1, 0]).Should().Be(double.PositiveInfinity);
        Metrics.WeightedAbsolutePercentageError([0, 0], [0, 0]).Should().Be(0);
    }

    [Fact]
    public void Percentages_MissingValue_IsNotPassedOver()
    {
        Metrics.MeanAbsolutePercentageError([1, double.NaN], [1, 1]).Should().Be(double.NaN);
        Metrics.SymmetricMeanAbsolutePercentageError([1, 1], [1, double.NaN]).Should().Be(double.NaN);
        Metrics.WeightedAbsolutePercentageError([1, double.NaN], [1, 1]).Should().Be(double.NaN);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(2, 1)]
    public void Percentages_NotAsManyOfEach_NameBothNumbers(int observed, int forecast)
    {
        Func<double>[] metrics =
        [
            () => Metrics.MeanAbsolutePercentageError(new double[observed], new double[forecast]),
            () => Metrics.SymmetricMeanAbsolutePercentageError(new double[observed], new double[forecast]),
            () => Metrics.WeightedAbsolutePercentageError(new double[observed], new double[forecast]),
        ];

        foreach (Func<double> metric in metrics)
        {
            metric.Should().Throw<ArgumentException>().WithParameterName(nameof(forecast))
                .WithMessage($"{observed} observed and {forecast} forecast values*");
        }
    }

    private static bool Close(double a, double b) => Math.Abs(a - b) <= 1e-11 * Math.Max(1, Math.Abs(b));
}
