using System.Globalization;
using System.Text;
using LstmForecast.Evaluation;

namespace LstmForecast.Tuning;

/// <summary>The trials of a search as text in columns.</summary>
internal static class SearchTable
{
    public static string Of(SearchResult result, int most)
    {
        HyperparameterSearchOptions options = result.Options;
        var text = new StringBuilder();
        int finished = result.Trials.Count(trial => trial.Outcome == SearchTrialOutcome.Finished);
        text.Append(
            CultureInfo.InvariantCulture,
            $"{(options.Method == SearchMethod.Random ? "Random search" : "Successive halving")}: {finished} of {result.Trials.Count} trials "
            + $"finished, scored by {MeasureNames.Short(options.Backtest.Measure)}{(result.IsComplete ? "" : "; the time was up before the others")}\n\n");
        Columns(result, most).WriteTo(text);
        SearchTrial[] failed = [.. result.Trials.Where(trial => trial.Error is not null)];
        if (failed.Length > 0) text.Append('\n');
        foreach (SearchTrial trial in failed) text.Append(CultureInfo.InvariantCulture, $"Trial {trial.Number} failed: {trial.Error}\n");
        if (result.Best.Score >= result.Baseline.Score)
            text.Append(CultureInfo.InvariantCulture, $"\nWarning: no trial is better than the baseline '{result.Baseline.Name}'.\n");
        return text.ToString();
    }

    private static TextColumns Columns(SearchResult result, int most)
    {
        var columns = new TextColumns();
        bool rungs = result.Options.Method == SearchMethod.SuccessiveHalving;
        columns.Add(
        [
            "trial", .. rungs ? (string[])["rung", "epochs"] : [], MeasureNames.Short(result.Options.Backtest.Measure), "+-", "skill %",
            "seconds", .. result.Dimensions,
        ]);
        bool baselineShown = false;
        IEnumerable<SearchTrial> inOrder = result.Trials
            .OrderBy(trial => trial.Score is null)
            .ThenBy(trial => trial.Score)
            .Take(most);
        foreach (SearchTrial trial in inOrder)
        {
            if (!baselineShown && !(trial.Score < result.Baseline.Score)) AddBaseline();
            columns.Add(
            [
                Invariant(trial.Number),
                .. rungs ? (string[])[Invariant(trial.Rung), Invariant(trial.Candidate.Training.Epochs)] : [],
                trial.Outcome switch
                {
                    SearchTrialOutcome.Failed => "failed",
                    SearchTrialOutcome.Cancelled => "cancelled",
                    _ => TextColumns.Figure(trial.Score!.Value),
                },
                TextColumns.Figure(trial.StandardError ?? double.NaN),
                TextColumns.Percent(trial.Score is double score ? Skill(score, result.Baseline.Score) : double.NaN),
                trial.Time.TotalSeconds.ToString("F1", CultureInfo.InvariantCulture),
                .. trial.Values,
            ]);
        }

        if (!baselineShown) AddBaseline();
        return columns;

        void AddBaseline()
        {
            baselineShown = true;
            columns.Add(
            [
                result.Baseline.Name, .. rungs ? (string[])["", ""] : [], TextColumns.Figure(result.Baseline.Score), "", TextColumns.Percent(0),
            ]);
        }
    }

    private static double Skill(double score, double baseline) => score == baseline ? 0 : 1 - score / baseline;

    private static string Invariant(int number) => number.ToString(CultureInfo.InvariantCulture);
}
