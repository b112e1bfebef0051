namespace LstmForecast.Runtime.Tests.Evaluation;

/// <summary>Measures and baselines together give the figures of the textbook.</summary>
public sealed class PublishedTests
{
    public static TheoryData<string, double, double, double, double> Table => PublishedBeer.Table;

    [Theory, MemberData(nameof(Table))]
    public void Metrics_BeerProduction_AreThosePublished(string method, double rmse, double mae, double mape, double mase)
    {
        double[] observed = PublishedBeer.Observed;
        double[] forecast = PublishedBeer.Forecast(method).Channel();
        double scale = Metrics.AbsoluteScale(PublishedBeer.Training.Values, PublishedBeer.Season);

        Metrics.RootMeanSquaredError(observed, forecast).Should().BeApproximately(rmse, .00501);
        Metrics.MeanAbsoluteError(observed, forecast).Should().BeApproximately(mae, .00501);
        Metrics.MeanAbsolutePercentageError(observed, forecast).Should().BeApproximately(mape, .00501);
        Metrics.MeanAbsoluteScaledError(observed, forecast, scale).Should().BeApproximately(mase, .00501);
    }
}
