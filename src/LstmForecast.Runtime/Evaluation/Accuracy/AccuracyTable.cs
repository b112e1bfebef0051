using System.Globalization;
using System.Text;

namespace LstmForecast.Evaluation;

/// <summary>A report as text in columns.</summary>
internal static class AccuracyTable
{
    public static string Of(AccuracyReport report, int mostSeries)
    {
        var text = new StringBuilder();
        AccuracyOptions options = report.Options;
        text.Append(string.Create(
            CultureInfo.InvariantCulture,
            $"{Count(report.ForecastCount, "forecast")} of {Count(report.BySeries.Count, "series")}, "
            + $"{report.Overall.ModelAccuracy.PointCount} points, horizon {options.Horizon}, season {options.SeasonLength}; "
            + $"skill in {MeasureNames.Short(options.Measure)} against the best baseline\n\n"));
        Methods(report).WriteTo(text);
        if (report.Overall.Distribution is { } distribution)
        {
            text.Append('\n');
            Distribution(distribution).WriteTo(text);
        }

        if (report.ByStep.Count > 1)
        {
            text.Append('\n');
            Pools(report, "step", report.ByStep).WriteTo(text);
        }

        if (report.BySeries.Count > 1 && mostSeries > 0)
        {
            text.Append('\n');
            WriteSeries(report, mostSeries, text);
        }

        if (report.Warnings.Count > 0) text.Append('\n');
        foreach (string warning in report.Warnings) text.Append("Warning: ").Append(warning).Append('\n');
        return text.ToString();
    }

    private static TextColumns Methods(AccuracyReport report)
    {
        var columns = new TextColumns();
        columns.Add(["method", .. MeasureNames.All.Select(MeasureNames.Short), "skill %"]);
        foreach (Accuracy method in (Accuracy[])[report.Overall.ModelAccuracy, .. report.Overall.Baselines])
        {
            columns.Add(
            [
                method.Method,
                .. MeasureNames.All.Select(measure => TextColumns.Figure(method[measure])),
                TextColumns.Percent(report.Overall.Skill(method, report.Options.Measure)),
            ]);
        }

        return columns;
    }

    private static TextColumns Distribution(DistributionAccuracy distribution)
    {
        var columns = new TextColumns();
        columns.Add(["CRPS", TextColumns.Figure(distribution.ContinuousRankedProbabilityScore)]);
        columns.Add(["weighted quantile loss", TextColumns.Figure(distribution.WeightedQuantileLoss)]);
        foreach (IntervalAccuracy interval in distribution.Intervals)
        {
            columns.Add(
            [
                $"{TextColumns.Percent(interval.Level)} % intervals",
                $"{TextColumns.Percent(interval.Coverage)} % inside",
                $"mean width {TextColumns.Figure(interval.Width)}",
            ]);
        }

        return columns;
    }

    /// <summary>A row a pool: the model, and the best of the baselines there.</summary>
    private static TextColumns Pools(AccuracyReport report, string what, IEnumerable<AccuracyComparison> pools)
    {
        AccuracyMeasure measure = report.Options.Measure;
        IReadOnlyList<IntervalAccuracy> intervals = report.Overall.Distribution?.Intervals ?? [];
        var columns = new TextColumns();
        columns.Add(
        [
            what, "MAE", "RMSE", "MASE", "skill %", "best baseline", $"its {MeasureNames.Short(measure)}",
            .. intervals.Select(interval => $"in {TextColumns.Percent(interval.Level)} %"),
        ]);
        foreach (AccuracyComparison pool in pools)
        {
            columns.Add(
            [
                pool.Name,
                TextColumns.Figure(pool.ModelAccuracy.MeanAbsoluteError),
                TextColumns.Figure(pool.ModelAccuracy.RootMeanSquaredError),
                TextColumns.Figure(pool.ModelAccuracy.MeanAbsoluteScaledError),
                TextColumns.Percent(pool.Skill(measure)),
                pool.BestBaseline(measure).Method,
                TextColumns.Figure(pool.BestBaseline(measure)[measure]),
                .. (pool.Distribution?.Intervals ?? []).Select(interval => TextColumns.Percent(interval.Coverage)),
            ]);
        }

        return columns;
    }

    private static void WriteSeries(AccuracyReport report, int mostSeries, StringBuilder text)
    {
        // A skill that could not be measured (NaN) sorts first: it is what to look at.
        IEnumerable<AccuracyComparison> worst =
            report.BySeries.OrderBy(series => series.Skill(report.Options.Measure)).Take(mostSeries);
        Pools(report, "series", worst).WriteTo(text);
        if (report.BySeries.Count > mostSeries)
        {
            text.Append(
                CultureInfo.InvariantCulture, $"({mostSeries} of {report.BySeries.Count} series, least skill first)\n");
        }
    }

    private static string Count(long number, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {what}{(number == 1 || what.EndsWith('s') ? "" : "s")}");
}
