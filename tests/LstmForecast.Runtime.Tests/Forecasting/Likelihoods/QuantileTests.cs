using LstmForecast.Model;
using LstmForecast.Transforms;
using LstmForecast.Unrolling;
using static LstmForecast.Runtime.Tests.Forecasting.Likelihoods.LikelihoodModels;

namespace LstmForecast.Runtime.Tests.Forecasting.Likelihoods;

public sealed class QuantileTests
{
    [Fact]
    public void Quantile_DirectGaussianAfterTransforms_IsBroughtBackByThem()
    {
        // Two steps: mean 0.5 and 2, standard deviation 0.3 and 1.5 (less what keeps them off zero), of (ln x - 1) / 2.
        TrainedForecaster model = Constant(
            OutputKind.Gaussian,
            [0.5, InverseSoftplus(0.2999), 2, InverseSoftplus(1.4999)],
            new FittedLog(),
            Standard(1, 2));

        Forecast forecast = model.Forecast(Models.Wave("a", 5, 1, level: 3), 2);

        // The quantiles of the normal distribution at 10 and 97.5 % are in every table.
        forecast.Quantile(0.1)[0].Should().BeApproximately(Math.Exp(1 + 2 * (0.5 - 1.2815515655446004 * 0.3)), 1e-9);
        forecast.Quantile(0.975)[1].Should().BeApproximately(Math.Exp(1 + 2 * (2 + 1.959963984540054 * 1.5)), 1e-6);
        forecast.Quantile(0.5).Should().BeEquivalentTo(forecast.Channel(), options => options.WithStrictOrdering());
        forecast.Step(1).Should().BeApproximately(Math.Exp(2), 1e-9);
    }

    [Fact]
    public void Quantile_DirectStudentT_IsThatOfTables()
    {
        // Location 10, scale 2, 5 degrees of freedom: t(0.95) = 2.015, t(0.995) = 4.032.
        TrainedForecaster model = Constant(
            OutputKind.StudentT, [10, InverseSoftplus(1.9999), InverseSoftplus(3), 0, 0, 0]);

        Forecast forecast = model.Forecast(Models.Wave("a", 5, 1), 2);

        forecast.Quantile(0.95)[0].Should().BeApproximately(10 + 2 * 2.015, 2e-3);
        forecast.Quantile(0.005)[0].Should().BeApproximately(10 - 2 * 4.032, 2e-3);
    }

    [Fact]
    public void Quantile_DirectNegativeBinomial_IsOfCountsWhateverTheTransforms()
    {
        // Mean of the history 9, so the scale is 10; mean 10 x 2, dispersion 1 / sqrt(10).
        double[] outputs = [InverseSoftplus(2), InverseSoftplus(1), InverseSoftplus(2), InverseSoftplus(1)];
        var history = new TimeSeries("a", [4, 9, 14], Models.ChannelNames(1));

        Forecast plain = Constant(OutputKind.NegativeBinomial, outputs).Forecast(history, 2);
        Forecast transformed = Constant(OutputKind.NegativeBinomial, outputs, Standard(100, 3), new FittedDifference(1))
            .Forecast(history, 2);

        plain.Step(2).Should().BeApproximately(20, 1e-4);
        // scipy.stats.nbinom.ppf([0.1, 0.5, 0.9], 10 ** 0.5, 1 / (1 + 20 / 10 ** 0.5)).
        plain.Quantile(0.1)[1].Should().Be(7);
        plain.Quantile(0.5)[1].Should().Be(18);
        plain.Quantile(0.9)[1].Should().Be(36);
        transformed.Values.ToArray().Should().Equal(plain.Values.ToArray());
        transformed.Quantile(0.9).Should().Equal(plain.Quantile(0.9));
    }

    [Theory]
    [InlineData(-30.0)]
    [InlineData(0.0)]
    [InlineData(30.0)]
    public void Quantile_AnyOutput_Ascends(double raw)
    {
        foreach (OutputKind kind in (OutputKind[])[OutputKind.Gaussian, OutputKind.StudentT, OutputKind.NegativeBinomial])
        {
            Forecast forecast = Constant(kind, [.. Enumerable.Repeat(raw, kind == OutputKind.StudentT ? 6 : 4)])
                .Forecast(Counts("a", 6), 2);

            forecast.QuantileLevels.Select(level => forecast.Quantile(level)[0]).Should().BeInAscendingOrder();
        }
    }

    [Fact]
    public void Quantile_RecursiveOverSeveralSteps_IsRefusedAndPointsToPaths()
    {
        TrainedForecaster model = Random(OutputKind.Gaussian, [1]);
        TimeSeries history = Models.Wave("wind", 9, 1);
        Forecast forecast = model.Forecast(history, 3);

        forecast.QuantileLevels.Should().BeEmpty();
        forecast.Invoking(it => it.Quantile(0.5)).Should().Throw<ArgumentOutOfRangeException>()
            .WithMessage("The forecast of series 'wind' has no quantiles; *ask SamplePaths*");
        model.Forecast(history, 1).Quantile(0.5).Should().HaveCount(1);
    }

    [Fact]
    public void Forecast_HistoryThatIsNoCount_IsAnErrorThatNamesThePlace()
    {
        TrainedForecaster model = Random(OutputKind.NegativeBinomial, [1]);
        var history = new TimeSeries("sales", [3, 4, 2.5], Models.ChannelNames(1));

        model.Invoking(it => it.Forecast(history, 1)).Should().Throw<ArgumentException>()
            .WithMessage("Series 'sales' has 2.5 at index 2 of channel 'channel 0'; Loss.NegativeBinomial needs counts*")
            .WithParameterName("history");
    }

    [Fact]
    public void CountScale_Gap_ChangesNothing()
    {
        var scale = new CountScale(capacity: 4);
        foreach (double count in (double[])[4, double.NaN, 0, 5]) scale.Append(count);

        Enumerable.Range(1, 4).Select(scale.At).Should().Equal(5, 5, 3, 4);
    }

    private static FittedStandardize Standard(double mean, double scale) =>
        new FittedStandardize([mean], [scale]);
}
