using CsCheck;

namespace LstmForecast.Runtime.Tests.Evaluation;

public sealed class ScaledTests
{
    /// <summary>Steps of 1, 2, -3: by hand, 6/3 and 14/3. Two apart: 3 and -1.</summary>
    [Fact]
    public void Scales_FourValues_AreThoseByHand()
    {
        double[] training = [1, 2, 4, 1];

        Metrics.AbsoluteScale(training).Should().Be(2);
        Metrics.SquaredScale(training).Should().BeApproximately(14 / 3.0, 1e-15);
        Metrics.AbsoluteScale(training, seasonLength: 2).Should().Be(2);
        Metrics.SquaredScale(training, seasonLength: 2).Should().Be(5);
    }

    /// <summary>What the scale is by definition: the errors of the baseline, one step ahead, inside the training part.</summary>
    [Fact]
    public void Scales_AnyTraining_AreErrorsOfTheSeasonalNaive() =>
        Gen.Select(Gen.Double[-100, 100].Array[8, 40], Gen.Int[1, 7]).Sample((training, season) =>
        {
            var series = new TimeSeries("A", training);
            double[] errors =
            [
                .. Enumerable.Range(season, training.Length - season).Select(time =>
                    training[time] - Baselines.SeasonalNaive(series[..time], 1, season).Step(1)),
            ];

            return Close(Metrics.AbsoluteScale(training, season), errors.Average(Math.Abs))
                && Close(Metrics.SquaredScale(training, season), errors.Average(error => error * error));
        });

    [Fact]
    public void ScaledErrors_AnyUnit_AreTheSame() =>
        Gen.Select(Gen.Double[-100, 100].Array[12], Gen.Double[.01, 100]).Sample((values, unit) =>
        {
            double[] other = [.. values.Select(value => value * unit)];

            return Close(Mase(values), Mase(other)) && Close(Rmsse(values), Rmsse(other));

            static double Mase(double[] values) => Metrics.MeanAbsoluteScaledError(
                values.AsSpan(6, 3), values.AsSpan(9), Metrics.AbsoluteScale(values.AsSpan(0, 6)));
            static double Rmsse(double[] values) => Metrics.RootMeanSquaredScaledError(
                values.AsSpan(6, 3), values.AsSpan(9), Metrics.SquaredScale(values.AsSpan(0, 6)));
        });

    [Fact]
    public void ScaledErrors_ScaleOfZero_AreInfiniteUnlessExact()
    {
        double scale = Metrics.AbsoluteScale([3, 3, 3]);

        scale.Should().Be(0);
        Metrics.MeanAbsoluteScaledError([3], [4], scale).Should().Be(double.PositiveInfinity);
        Metrics.MeanAbsoluteScaledError([3], [3], scale).Should().Be(0);
        Metrics.RootMeanSquaredScaledError([3], [4], scale).Should().Be(double.PositiveInfinity);
        Metrics.RootMeanSquaredScaledError([3], [3], scale).Should().Be(0);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void ScaledErrors_ImpossibleScale_Throw(double scale)
    {
        Action absolute = () => Metrics.MeanAbsoluteScaledError([3], [4], scale);
        Action squared = () => Metrics.RootMeanSquaredScaledError([3], [4], scale);

        absolute.Should().Throw<ArgumentOutOfRangeException>().WithParameterName(nameof(scale)).WithMessage("*finite number*");
        squared.Should().Throw<ArgumentOutOfRangeException>().WithParameterName(nameof(scale)).WithMessage("*finite number*");
    }

    [Fact]
    public void Scales_MissingValue_LeaveItsPairsOut() =>
        Metrics.AbsoluteScale([1, 2, double.NaN, 7, 9]).Should().Be(1.5);

    [Fact]
    public void Scales_NotLongerThanASeason_NameLengthAndSeason()
    {
        Action scale = () => Metrics.AbsoluteScale(new double[12], seasonLength: 12);
        Action missing = () => Metrics.SquaredScale([1, double.NaN, 2]);
        Action season = () => Metrics.SquaredScale([1, 2], seasonLength: 0);

        scale.Should().Throw<ArgumentException>().WithParameterName("training").WithMessage(
            "A training part of 12 values has no two observations 12 apart; the scale of a season of 12 needs at least 13*");
        missing.Should().Throw<ArgumentException>().WithParameterName("training");
        season.Should().Throw<ArgumentOutOfRangeException>().WithParameterName("seasonLength");
    }

    private static bool Close(double a, double b) =>
        a == b || Math.Abs(a - b) <= 1e-10 * Math.Max(1, Math.Abs(b)) || (double.IsNaN(a) && double.IsNaN(b));
}
