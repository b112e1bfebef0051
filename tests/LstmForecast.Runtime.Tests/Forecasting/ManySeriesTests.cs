using LstmForecast.Transforms;

namespace LstmForecast.Runtime.Tests.Forecasting;

public sealed class ManySeriesTests
{
    private static readonly TrainedForecaster Model = Models.Random(2, new FittedDifference(1));

    private static readonly TimeSeries[] Series =
        [.. Enumerable.Range(0, 40).Select(i => Models.Wave($"{i}", 4 + i, 2, level: i))];

    [Fact]
    public void Forecast_Many_IsOneByOneInOrder()
    {
        IReadOnlyList<Forecast> forecasts = Model.Forecast(new SeriesSet(Series), horizon: 7);

        forecasts.Select(forecast => forecast.SeriesName).Should().Equal(Series.Select(series => series.Name));
        foreach ((Forecast forecast, TimeSeries history) in forecasts.Zip(Series))
            forecast.Values.ToArray().Should().Equal(Model.Forecast(history, 7).Values.ToArray());
    }

    [Fact]
    public void OneStepForecasts_Many_IsOneByOneInOrder()
    {
        IReadOnlyList<TimeSeries> forecasts = Model.FittedValues(Series);

        foreach ((TimeSeries forecast, TimeSeries series) in forecasts.Zip(Series))
        {
            forecast.Name.Should().Be(series.Name);
            forecast.Values.ToArray().Should().Equal(Model.FittedValues(series).Values.ToArray());
        }
    }

    [Fact]
    public void Forecast_NoSeries_IsEmpty()
    {
        Model.Forecast([], horizon: 1).Should().BeEmpty();
        Model.FittedValues([]).Should().BeEmpty();
    }

    [Fact]
    public void Forecast_FromSeveralThreads_GivesTheNumbersOfOne()
    {
        double[][] alone = [.. Series.Select(series => Model.Forecast(series, 20).Values.ToArray())];
        var together = new double[4][][];
        Thread[] threads = [.. Enumerable.Range(0, 4).Select(thread => new Thread(() =>
            together[thread] = [.. Series.Select(series => Model.Forecast(series, 20).Values.ToArray())]))];

        foreach (Thread thread in threads) thread.Start();
        foreach (Thread thread in threads) thread.Join();

        foreach (double[][] one in together)
            for (int i = 0; i < alone.Length; i++) one[i].Should().Equal(alone[i]);
    }
}
