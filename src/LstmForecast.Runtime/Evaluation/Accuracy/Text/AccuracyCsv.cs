using System.Globalization;
using System.Text;

namespace LstmForecast.Evaluation;

/// <summary>A report as comma-separated values.</summary>
internal static class AccuracyCsv
{
    public static string Of(AccuracyReport report)
    {
        var text = new StringBuilder();
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
        Write(
            text,
            [
                "pool", "name", "method", "points", "mae", "rmse", "mape_percent", "smape_percent", "wape_percent",
                "mase", "rmsse", "skill", .. distribution,
            ]);
        WritePool(text, report, "all", report.Overall);
        foreach (AccuracyComparison step in report.BySteps) WritePool(text, report, "step", step);
        foreach (AccuracyComparison series in report.BySeries) WritePool(text, report, "series", series);
        return text.ToString();
    }

    private static void WritePool(StringBuilder text, AccuracyReport report, string pool, AccuracyComparison comparison)
    {
        foreach (Accuracy method in (Accuracy[])[comparison.Model, .. comparison.Baselines])
        {
            IEnumerable<double> figures =
            [
                .. MeasureNames.All.Select(method.Of),
                comparison.Skill(method, report.Options.Measure),
                .. DistributionOf(comparison, method),
            ];
            Write(
                text,
                [
                    pool, comparison.Name, method.Method, method.Points.ToString(CultureInfo.InvariantCulture),
                    .. figures.Select(Figure),
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
        return ReferenceEquals(method, comparison.Model) ? figures : figures.Select(_ => double.NaN);
    }

    private static string Figure(double value) =>
        double.IsNaN(value) ? "" : value.ToString(CultureInfo.InvariantCulture);

    private static void Write(StringBuilder text, IEnumerable<string> fields) =>
        text.AppendJoin(',', fields.Select(Quote)).Append('\n');

    private static string Quote(string field) =>
        field.AsSpan().IndexOfAny(",\"\r\n") < 0 ? field : $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
