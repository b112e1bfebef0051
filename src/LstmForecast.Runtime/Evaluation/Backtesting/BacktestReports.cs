using LstmForecast.Unrolling;

namespace LstmForecast.Evaluation;

/// <summary>From forecasts to reports, one for each channel that is forecast.</summary>
internal static class BacktestReports
{
    private const int MostSeriesNamed = 5;

    public static BacktestResult Of(BacktestOptions options, IReadOnlyList<BacktestSeries> series, IReadOnlyList<BacktestFit> fits)
    {
        MeasuredQuantiles quantiles = MeasuredQuantiles.For(
            options.IntervalLevels, [.. fits.Select(fit => FirstOf(fit, series))]);
        AccuracyReport[] reports =
        [
            .. fits[0].Model.TargetChannels.Select((name, channel) => Report(options, name, channel, series, quantiles)),
        ];
        return new BacktestResult
        {
            Options = options,
            Series = Array.AsReadOnly(series.ToArray()),
            Reports = Array.AsReadOnly(reports),
            Fits = Array.AsReadOnly(fits.ToArray()),
            Warnings = Array.AsReadOnly([.. Warnings(reports, fits), .. FarFromTraining(fits[0].Model, series)]),
        };
    }

    private static Forecast FirstOf(BacktestFit fit, IReadOnlyList<BacktestSeries> series) =>
        series.First(one => one.Count > fit.FirstCutoff)[fit.FirstCutoff];

    private static AccuracyReport Report(
        BacktestOptions options, string name, int channel, IReadOnlyList<BacktestSeries> series, MeasuredQuantiles quantiles)
    {
        var evaluator = new AccuracyEvaluator(new AccuracyOptions
        {
            Horizon = options.Cutoffs.Horizon,
            SeasonLength = options.SeasonLength,
            Channel = name,
            ModelName = options.ModelName,
            Measure = options.Measure,
            QuantileLevels = quantiles.Levels,
        });
        foreach (BacktestSeries one in series)
        {
            SeriesEvaluator its = evaluator.Begin(one.Series, one.TrainingLength);
            foreach (Origin origin in one.Origins)
            {
                double[] point = PointOf(origin.Values, channel, options.Cutoffs.Horizon);
                if (quantiles.Levels.Length == 0) its.Add(origin.Count - 1, point);
                else its.Add(origin.Count - 1, point, quantiles.Of(origin.ToForecast(one.Series), channel));
            }
        }

        return evaluator.ToReport();
    }

    private static double[] PointOf(ForecastValues values, int channel, int horizon)
    {
        int targets = values.Point.Length / horizon;
        var point = new double[horizon];
        for (int step = 0; step < horizon; step++) point[step] = values.Point[step * targets + channel];
        return point;
    }

    /// <summary>What the first few series that training saw nothing like have to be told of.</summary>
    private static IEnumerable<string> FarFromTraining(TrainedForecaster model, IReadOnlyList<BacktestSeries> series) => series
        .Select(one => model.Definition.Trained?.Warning(model.Definition, FilledHistory.Of(model.Definition, one.Series).Filled))
        .OfType<string>().Take(MostSeriesNamed);

    private static IEnumerable<string> Warnings(AccuracyReport[] reports, IReadOnlyList<BacktestFit> fits)
    {
        foreach (AccuracyReport report in reports)
        {
            foreach (string warning in report.Warnings)
                yield return reports.Length == 1 ? warning : $"Channel '{report.Options.Channel}': {warning}";
        }

        foreach ((BacktestFit fit, int index) in fits.Select((fit, index) => (fit, index)))
        {
            if (fit.History.StopReason != StopReason.NotFinite) continue;
            yield return $"Fit {index + 1} of {fits.Count} ended early, as its loss was no longer a finite number; its "
                + "forecasts are those of the last finite weights.";
        }
    }
}
