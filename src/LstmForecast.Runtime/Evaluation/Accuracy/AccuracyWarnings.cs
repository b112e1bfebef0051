using System.Globalization;

namespace LstmForecast.Evaluation;

/// <summary>What the reader of a report should know beside its figures.</summary>
internal static class AccuracyWarnings
{
    public static IEnumerable<string> Of(AccuracyReport report)
    {
        AccuracyMeasure measure = report.Options.Measure;
        Accuracy best = report.Overall.BestBaseline(measure);
        if (report.Skill <= 0)
        {
            yield return $"'{report.Options.ModelName}' is no better than the baseline '{best.Method}': "
                + $"{MeasureNames.Short(measure)} {TextColumns.Figure(report.Overall.ModelAccuracy[measure])} against "
                + $"{TextColumns.Figure(best[measure])}.";
        }

        foreach (IGrouping<string, LaggedCopy> copies in report.LaggedCopies.GroupBy(copy => copy.Baseline))
        {
            string what = copies.Key == BaselineSet.Naive ? "the last observation" : "the observation one season before";
            string steps = Steps([.. copies.Select(copy => copy.Step)]);
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"'{report.Options.ModelName}' is a lagged copy at {steps}: its forecasts "
                + $"go at most {copies.Max(copy => copy.Distance):P0} as far from {what} as the series does, and hardly "
                + $"beat the baseline '{copies.Key}'.");
        }

        if (report.SeriesWithoutScale.Count > 0)
        {
            yield return $"{Names(report.SeriesWithoutScale)} left out of MASE and RMSSE: the training part repeats itself "
                + $"from season to season (season {report.Options.SeasonLength}), or misses too many values.";
        }

        if (report.MissingObservations > 0)
        {
            yield return $"{report.MissingObservations} forecast values were not measured: their observations are missing.";
        }
    }

    /// <summary>Rising steps in words: <c>horizon steps 1 to 3, 5</c>.</summary>
    internal static string Steps(IReadOnlyList<int> steps)
    {
        var parts = new List<string>();
        for (int first = 0; first < steps.Count;)
        {
            int last = first;
            while (last + 1 < steps.Count && steps[last + 1] == steps[last] + 1) last++;
            parts.Add(first == last ? $"{steps[first]}" : $"{steps[first]} to {steps[last]}");
            first = last + 1;
        }

        return $"horizon step{(steps.Count == 1 ? "" : "s")} {string.Join(", ", parts)}";
    }

    private static string Names(IReadOnlyList<string> names)
    {
        const int Most = 5;
        string shown = string.Join(", ", names.Take(Most).Select(name => $"'{name}'"));
        return names.Count switch
        {
            1 => $"Series {shown} is",
            <= Most => $"Series {shown} are",
            _ => $"Series {shown} and {names.Count - Most} more are",
        };
    }
}
