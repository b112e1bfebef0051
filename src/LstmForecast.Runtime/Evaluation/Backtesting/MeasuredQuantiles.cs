using LstmForecast.Forecasting;
using LstmForecast.Model;

namespace LstmForecast.Evaluation;

/// <summary>The quantiles of forecasts that a report measures: the ends of intervals, and the median between them.</summary>
internal sealed class MeasuredQuantiles
{
    private static readonly double[] Customary = [0.8, 0.9, 0.95];

    private readonly double[] _intervals;

    private MeasuredQuantiles(double[] intervals)
    {
        _intervals = intervals;
        Levels = intervals.Length == 0
            ? []
            :
            [
                .. intervals.Reverse().Select(level => Math.Round((1 - level) / 2, 9)),
                0.5,
                .. intervals.Select(level => Math.Round((1 + level) / 2, 9)),
            ];
    }

    /// <summary>The levels, ascending.</summary>
    public double[] Levels { get; }

    /// <summary>Those that are asked for, or that forecasts such as these have.</summary>
    /// <param name="asked">The levels of intervals that the user wants; null for what there is.</param>
    /// <param name="forecasts">The first forecast of each model.</param>
    public static MeasuredQuantiles For(IReadOnlyList<double>? asked, IReadOnlyList<Forecast> forecasts)
    {
        if (asked is not null) return new([.. asked.Distinct().Order()]);
        return new([.. Offered(forecasts[0]).Where(level => forecasts.All(one => Has(one, level))).Distinct().Order()]);
    }

    /// <summary>The quantiles of one forecast, <c>[horizon, levels]</c>.</summary>
    public double[] Of(Forecast forecast, int channel)
    {
        int levels = Levels.Length;
        var quantiles = new double[forecast.Horizon * levels];
        int middle = levels / 2;
        for (int i = 0; i < _intervals.Length; i++)
        {
            PredictionInterval[] intervals = forecast.Interval(_intervals[i], channel);
            for (int step = 0; step < intervals.Length; step++)
            {
                quantiles[step * levels + middle - 1 - i] = intervals[step].Lower;
                quantiles[step * levels + middle + 1 + i] = intervals[step].Upper;
            }
        }

        for (int step = 0; step < forecast.Horizon && levels > 0; step++)
        {
            quantiles[step * levels + middle] = forecast.Step(step + 1, channel);
            // Quantiles that were moved each by itself may cross.
            Array.Sort(quantiles, step * levels, levels);
        }

        return quantiles;
    }

    private static IEnumerable<double> Offered(Forecast forecast) => forecast.Intervals is { Calibration.MovesQuantiles: false }
        ? Customary
        : IntervalLevels.Between(forecast.QuantileLevels).Select(pair => pair.Level);

    private static bool Has(Forecast forecast, double level)
    {
        if (forecast.Intervals is { } intervals) return ConformalRank.Of(intervals.Calibration.Count, level) <= intervals.Calibration.Count;
        return IntervalLevels.Between(forecast.QuantileLevels).Any(pair => IntervalLevels.AreSame(pair.Level, level));
    }
}
