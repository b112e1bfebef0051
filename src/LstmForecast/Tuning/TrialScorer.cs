using LstmForecast.Evaluation;

namespace LstmForecast.Tuning;

/// <summary>Scores options by a backtest.</summary>
internal static class TrialScorer
{
    public static TrialScore Score(
        SearchCandidate candidate, BacktestOptions options, SeriesSet series, CancellationToken cancellationToken)
    {
        BacktestResult result = Backtest.Run(
            new SequenceForecaster(candidate.Forecaster), series, options, candidate.Training, progress: null, cancellationToken);
        double[] errors = [.. result.Reports.Select(report => report.Overall.ModelAccuracy[options.Measure])];
        if (!errors.All(double.IsFinite))
        {
            throw new InvalidOperationException(
                $"The error of the forecasts in {MeasureNames.Short(options.Measure)} is not a finite number; choose another Measure.");
        }

        return new TrialScore(errors.Average(), StandardError(result), Best(result));
    }

    private static (string Name, double Score) Best(BacktestResult result)
    {
        AccuracyMeasure measure = result.Options.Measure;
        (string Name, double Score)[] all =
        [
            .. result.Report.Overall.Baselines.Select((baseline, i) => (
                baseline.Method, result.Reports.Average(report => report.Overall.Baselines[i][measure]))),
        ];
        return all.OrderBy(baseline => double.IsNaN(baseline.Score)).ThenBy(baseline => baseline.Score).First();
    }

    private static double? StandardError(BacktestResult result)
    {
        AccuracyMeasure measure = result.Options.Measure;
        double[] parts = result.Series.Count > 1
            ? [.. Enumerable.Range(0, result.Series.Count).Select(i => result.Reports.Average(report => report.BySeries[i].ModelAccuracy[measure]))]
            : [.. Enumerable.Range(0, result.Series[0].Count).Select(k => OfCutoff(result, k))];
        double[] measured = [.. parts.Where(double.IsFinite)];
        if (measured.Length < 2) return null;
        double mean = measured.Average();
        double variance = measured.Sum(part => (part - mean) * (part - mean)) / (measured.Length - 1);
        return Math.Sqrt(variance / measured.Length);
    }

    /// <summary>The score of the forecasts of the only series from one cutoff; not a number where nothing was observed.</summary>
    private static double OfCutoff(BacktestResult result, int cutoff)
    {
        BacktestSeries series = result.Series[0];
        Forecast forecast = series[cutoff];
        return result.Reports.Average(report =>
        {
            var evaluator = new AccuracyEvaluator(report.Options with { QuantileLevels = [] });
            SeriesEvaluator one = evaluator.Begin(series.Series, series.TrainingLength);
            one.Add(forecast);
            return one.Pool.Compare(one.Name, evaluator.Methods).ModelAccuracy is { PointCount: > 0 } model
                ? model[result.Options.Measure]
                : double.NaN;
        });
    }
}
