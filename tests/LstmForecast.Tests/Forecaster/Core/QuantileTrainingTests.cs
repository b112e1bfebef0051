namespace LstmForecast.Tests.Forecaster;

public sealed class QuantileTrainingTests
{
    /// <summary>Exponential noise: its quantiles are -ln(1 - level), far from symmetric about its mean.</summary>
    [Fact]
    public void Fit_SkewedNoise_FindsItsQuantiles()
    {
        double[] levels = [0.1, 0.5, 0.9];
        var options = new ForecasterOptions { HiddenSizes = [4], Horizon = 2, Loss = Loss.Quantile(0.1, 0.9), Seed = 2 };
        var training = new AdamWTraining { Epochs = 40, LearningRate = 0.03, BatchSize = 10 };

        TrainedForecaster model = new SequenceForecaster(options).Fit(Noise(count: 30, length: 80, seed: 1), training);

        SeriesSet test = Noise(count: 500, length: 12, seed: 2);
        IReadOnlyList<Forecast> forecasts = model.Forecast([.. test.Select(series => series[..10])], 2);
        foreach (double level in levels)
        {
            double coverage = forecasts.Zip(test, (forecast, series) => forecast.Quantile(level)
                .Select((quantile, step) => series[10 + step] <= quantile ? 1.0 : 0.0).Average()).Average();
            coverage.Should().BeApproximately(level, 0.07);
            forecasts.Average(forecast => forecast.Quantile(level).Average()).Should().BeApproximately(-Math.Log(1 - level), 0.3);
        }

        forecasts.Should().OnlyContain(forecast =>
            forecast.Quantile(0.1)[1] <= forecast.Step(2) && forecast.Step(2) <= forecast.Quantile(0.9)[1]);
        forecasts.Should().OnlyContain(forecast => forecast.Quantile(0.5).SequenceEqual(forecast.Channel(0)));
    }

    private static SeriesSet Noise(int count, int length, int seed)
    {
        var random = new Random(seed);
        return new SeriesSet(Enumerable.Range(0, count).Select(i => new TimeSeries(
            $"{i}", [.. Enumerable.Range(0, length).Select(_ => -Math.Log(1 - random.NextDouble()))])));
    }
}
