using LstmForecast.Numerics;
using LstmForecast.Transforms;

namespace LstmForecast.Runtime.Tests.Forecasting.Intervals;

public sealed class CoverageTests
{
    private const int Calibrated = 999;
    private const int Fresh = 3000;
    private const int Horizon = 5;
    private const int Length = 60;

    /// <summary>
    /// Autoregressive series at levels and of scales of their own, so that errors are exchangeable between series; each is
    /// forecast once. The model, which repeats the last value, is a bad one, but its intervals have to be right.
    /// </summary>
    [Theory]
    [InlineData(0.5)]
    [InlineData(0.8)]
    [InlineData(0.95)]
    public void Interval_FreshSeries_HoldsItsLevelAtEveryHorizonStep(double level)
    {
        TimeSeries[] all = [.. Enumerable.Range(0, Calibrated + Fresh).Select(Autoregressive)];
        TrainedForecaster model = Models.Constant([0], new FittedDifference(1))
            .CalibrateIntervals(all[..Calibrated], new RollingCutoffs { Horizon = Horizon, Count = 1 });
        var inside = new int[Horizon];
        foreach (TimeSeries series in all[Calibrated..])
        {
            PredictionInterval[] interval = model.Forecast(series[..^Horizon], Horizon).Interval(level);
            double[] lower = [.. interval.Select(one => one.Lower)];
            double[] upper = [.. interval.Select(one => one.Upper)];
            for (int step = 0; step < Horizon; step++)
            {
                double observed = series[Length - Horizon + step];
                if (lower[step] <= observed && observed <= upper[step]) inside[step]++;
            }
        }

        // Given the calibration the coverage is beta-distributed around the level, and the count of fresh series that are
        // inside binomial around that: four standard deviations of both, and a five-hundredth for errors not kept.
        double band = 4 * Math.Sqrt(level * (1 - level) * (1.0 / Calibrated + 1.0 / Fresh)) + 0.002;
        inside.Should().AllSatisfy(count => ((double)count / Fresh).Should().BeInRange(level - band, level + band));
    }

    private static TimeSeries Autoregressive(int index)
    {
        var random = new SeededRandom(seed: 17, stream: (ulong)index);
        double level = random.NextUniform(-100, 100);
        double scale = Math.Exp(random.NextUniform(-3, 3));
        double deviation = 0;
        for (int t = 0; t < 50; t++) Next();
        return new TimeSeries($"series {index}", [.. Enumerable.Range(0, Length).Select(_ => level + scale * Next())], ["channel 0"]);

        double Next() => deviation = 0.7 * deviation + random.NextNormal(0, 1);
    }
}
