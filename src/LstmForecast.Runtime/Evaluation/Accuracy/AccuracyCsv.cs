using System.Globalization;
using LstmForecast.Files;

namespace LstmForecast.Evaluation;

/// <summary>A report as comma-separated values.</summary>
internal static class AccuracyCsv
{
    public static string Of(AccuracyReport report)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        var csv = new DelimitedWriter(text);
        DistributionAccuracy? shape = report.Overall.Distribution;
        IEnumerable<string> distribution = shape is null
            ? []
            :
            [
                "crps", "weighted_quantile_loss",
                .. shape.Quantiles.Select(quantile => $"loss_{Figure(quantile.Level)}"),
                .. shape.Intervals.SelectMany(interval =>
                    (string[])[$"coverage_{Figure(interval.Level)}", $"width_{Figure(interval.Level)}"]),
            ];
        csv.WriteRow(
        [
            "pool", "name", "method", "points", "mae", "rmse", "mape_percent", "smape_percent", "wape_percent",
            "mase", "rmsse", "skill", .. distribution,
        ]);
        WritePool(csv, report, "all", report.Overall);
        foreach (AccuracyComparison step in report.ByStep) WritePool(csv, report, "step", step);
        foreach (AccuracyComparison series in report.BySeries) WritePool(csv, report, "series", series);
        return text.ToString();
    }

    private static void WritePool(DelimitedWriter csv, AccuracyReport report, string pool, AccuracyComparison comparison)
    {
        foreach (Accuracy method in (Accuracy[])[comparison.ModelAccuracy, .. comparison.Baselines])
        {
            IEnumerable<double> figures =
            [
                .. MeasureNames.All.Select(measure => method[measure]),
                comparison.Skill(method, report.Options.Measure),
                .. DistributionOf(comparison, method),
            ];
            csv.WriteRow(
            [
                pool, comparison.Name, method.Method, DelimitedWriter.Number(method.PointCount), .. figures.Select(Figure),
            ]);
        }
    }

    // Baselines have no quantiles: their fields stay empty, as NaN is written.
    private static IEnumerable<double> DistributionOf(AccuracyComparison comparison, Accuracy method)
    {
        if (comparison.Distribution is not { } distribution) return [];
        double[] figures =
        [
            distribution.ContinuousRankedProbabilityScore, distribution.WeightedQuantileLoss,
            .. distribution.Quantiles.Select(quantile => quantile.Loss),
            .. distribution.Intervals.SelectMany(interval => (double[])[interval.Coverage, interval.Width]),
        ];
        return ReferenceEquals(method, comparison.ModelAccuracy) ? figures : figures.Select(_ => double.NaN);
    }

    private static string Figure(double value) => DelimitedWriter.Number(value);
}
