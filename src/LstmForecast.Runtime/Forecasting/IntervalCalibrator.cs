using LstmForecast.Model;
using LstmForecast.Unrolling;

namespace LstmForecast.Forecasting;

/// <summary>Learns from a model's forecasts of observed series how far they go wrong.</summary>
internal static class IntervalCalibrator
{
    /// <summary>The least local scale, in terms of the median one: a series that stood still may move.</summary>
    private const double FloorShare = 0.01;

    /// <param name="runner">Of the model, without calibration or with another one.</param>
    /// <param name="series">Series that the model takes.</param>
    /// <param name="cutoffs">For each series, after how many points it is forecast.</param>
    /// <param name="horizon">How many steps.</param>
    /// <param name="argument">The caller's argument.</param>
    /// <param name="progress">Told the share of the forecasts that are made, on any thread; or null.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static IntervalCalibration Run(
        ForecastRunner runner,
        IReadOnlyList<TimeSeries> series,
        IReadOnlyList<int[]> cutoffs,
        int horizon,
        string argument,
        IProgress<double>? progress,
        CancellationToken cancellationToken)
    {
        ModelDefinition model = runner.Model;
        int[] targets = model.Channels.Targets;
        ForecastValues[][] forecasts =
            RollingForecasts.Run(runner, series, cutoffs, horizon, window: null, progress, cancellationToken);
        double[][][] scales = [.. series.Select((one, i) => LocalScale.Of(one, targets, cutoffs[i], window: null))];
        double[] floors = [.. targets.Select((_, target) => Floor(scales.SelectMany(one => one.Select(at => at[target]))))];
        var seen = new List<Error>[horizon * targets.Length];
        for (int cell = 0; cell < seen.Length; cell++)
        {
            (int step, int target) = Math.DivRem(cell, targets.Length);
            seen[cell] = [];
            for (int i = 0; i < series.Count; i++)
            {
                for (int k = 0; k < cutoffs[i].Length; k++)
                {
                    double observed = series[i][cutoffs[i][k] + step, targets[target]];
                    if (double.IsNaN(observed)) continue;
                    seen[cell].Add(new Error(forecasts[i][k], observed, Math.Max(scales[i][k][target], floors[target])));
                }
            }

            if (seen[cell].Count == 0)
            {
                throw new ArgumentException(
                    $"At horizon step {step + 1} of channel '{model.Channels.Names[targets[target]]}' every observation of the "
                    + "calibration series is missing; calibrate on more cutoffs or on other series.",
                    argument);
            }
        }

        int count = seen.Min(cell => cell.Count);
        bool hasQuantiles = forecasts[0][0].Quantiles.Length > 0;
        return new IntervalCalibration(
            horizon,
            count,
            floors,
            hasQuantiles ? [] : [.. seen.Select((errors, cell) => CalibrationErrors.Of([.. errors.Select(one => one.OfPoint(cell))]))],
            hasQuantiles ? Corrections(model.Output.QuantileLevels, seen, count) : [])
        {
            LastPoint = cutoffs.Max(one => one[^1]) + horizon,
        };
    }

    private static QuantileCorrection[] Corrections(IReadOnlyList<double> levels, List<Error>[] seen, int count) =>
    [
        .. IntervalLevels.Between(levels)
            .Where(pair => ConformalRank.Of(count, pair.Level) <= count)
            .Select(pair => new QuantileCorrection(
                pair.Lower, pair.Upper, [.. seen.Select((errors, cell) => Shift(errors, cell, pair.Lower, pair.Upper, pair.Level))])),
    ];

    private static double Shift(List<Error> errors, int cell, int lower, int upper, double level)
    {
        double[] sizes = [.. errors.Select(one => one.OutsideOf(cell, lower, upper)).Order()];
        return sizes[ConformalRank.Of(sizes.Length, level) - 1];
    }

    private static double Floor(IEnumerable<double> scales)
    {
        double[] moving = [.. scales.Where(scale => scale > 0).Order()];
        // Where nothing ever moved there is no scale, and errors stay in the units of the series.
        return moving.Length == 0 ? 1 : FloorShare * moving[moving.Length / 2];
    }

    private readonly record struct Error(ForecastValues Forecast, double Observed, double Scale)
    {
        public double OfPoint(int cell) => Math.Abs(Observed - Forecast.Point[cell]) / Scale;

        /// <summary>How far outside of the quantiles the observation lies; negative inside.</summary>
        public double OutsideOf(int cell, int lower, int upper) =>
            Math.Max(Forecast.Quantiles[lower][cell] - Observed, Observed - Forecast.Quantiles[upper][cell]) / Scale;
    }
}
