using LstmForecast.Evaluation;
using LstmForecast.Numerics;

namespace LstmForecast;

/// <summary>
/// How far forecasts of the ends of series were from them, from one origin or several, each after what was forecast from the one
/// before: the mean absolute error of each series, in units of its mean absolute change from step to step before the ends, averaged
/// over the series.
/// </summary>
/// <param name="series">The series, with their ends.</param>
/// <param name="channels">The channels that are forecast.</param>
/// <param name="steps">Steps that are forecast from an origin.</param>
/// <param name="origins">How many there are.</param>
internal sealed class AutoSetErrors(SeriesSet series, int[] channels, int steps, int origins)
{
    /// <summary>One series that goes wrong altogether should not outweigh all others.</summary>
    private const double WorstError = 20;

    private readonly double[][] _scales =
    [
        .. series.Select(one => channels.Select(channel => Metrics.SeasonalStep(
            one.Channel(channel).AsSpan(0, one.Length - steps * origins), seasonLength: 1, squared: false)).ToArray()),
    ];

    /// <summary>A model's forecasts of the ends, for each series and origin <c>[steps, targets]</c>.</summary>
    public double[][][] Forecasts(TrainedForecaster model)
    {
        int horizon = Math.Max(steps, model.MaximumHorizon ?? steps);
        int[][] cutoffs = [.. series.Select(one => Enumerable.Range(0, origins).Select(origin => Cutoff(one, origin)).ToArray())];
        int width = steps * channels.Length;
        return [.. model.Runner.Run([.. series], cutoffs, horizon).Select(one => one.Select(forecast => forecast.Point[..width]).ToArray())];
    }

    /// <summary>The errors of the median of several forecasts, value by value, from each origin.</summary>
    public double[] OfMedian(IReadOnlyList<double[][][]> forecasts)
    {
        var values = new double[forecasts.Count];
        return Means((one, origin, at) =>
        {
            for (int i = 0; i < values.Length; i++) values[i] = forecasts[i][one][origin][at];
            return values.Length == 1 ? values[0] : OrderStatistics.MedianInPlace(values);
        });
    }

    /// <summary>The errors of the forecasts that need no model, those with a season for each of them.</summary>
    public IEnumerable<(string Name, double Error)> OfBaselines(IEnumerable<int> seasons)
    {
        yield return ("naive", OfBaseline(1));
        foreach (int season in seasons) yield return ($"seasonal naive ({season})", OfBaseline(season));
    }

    private double OfBaseline(int season)
    {
        SeasonalNaiveBaseline[][] baselines =
            [.. series.Select(one => channels.Select(channel => new SeasonalNaiveBaseline(one.Channel(channel), season)).ToArray())];
        return Means((one, origin, at) =>
        {
            (int step, int target) = Math.DivRem(at, channels.Length);
            return baselines[one][target].At(Cutoff(series[one], origin) - 1, step + 1);
        }).Average();
    }

    /// <summary>After how many points an origin is.</summary>
    private int Cutoff(TimeSeries one, int origin) => one.Length - (origins - origin) * steps;

    private double[] Means(Func<int, int, int, double> forecast) =>
        [.. Enumerable.Range(0, origins).Select(origin => Mean(origin, (one, at) => forecast(one, origin, at)))];

    private double Mean(int origin, Func<int, int, double> forecast)
    {
        double sum = 0;
        int count = 0;
        for (int one = 0; one < series.Count; one++)
        {
            for (int target = 0; target < channels.Length; target++)
            {
                double scale = _scales[one][target];
                if (!(scale > 0)) continue;
                double errors = 0;
                int observed = 0;
                for (int step = 0; step < steps; step++)
                {
                    double error = forecast(one, step * channels.Length + target)
                        - series[one][Cutoff(series[one], origin) + step, channels[target]];
                    // What was not observed tells nothing.
                    if (double.IsNaN(error)) continue;
                    errors += Math.Abs(error);
                    observed++;
                }

                if (observed == 0) continue;
                sum += Math.Min(WorstError, errors / observed / scale);
                count++;
            }
        }

        return count == 0 ? 0 : sum / count;
    }
}
