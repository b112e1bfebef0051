using LstmForecast.TrainingData;

namespace LstmForecast.Training;

/// <summary>How a network does on what it does not learn from, fed with observations and running freely.</summary>
/// <param name="windows">The series to judge by; their first steps may be those it learns from.</param>
/// <param name="judged">The series again, and after how many points of each to run freely.</param>
/// <param name="network">The network.</param>
internal sealed class Validator(
    WindowSet windows, IReadOnlyList<JudgedSeries> judged, NetworkInTraining network) : IDisposable
{
    private readonly CurrentBatch _batch = new(windows, network);

    public double TeacherForcedLoss(CancellationToken cancellationToken) =>
        network.Loss(_batch.Get(), cancellationToken);

    /// <summary>
    /// Root mean squared error over all steps after the cutoffs, or as many as are forecast at once; null if no series
    /// has any.
    /// </summary>
    public double? FreeRunningError(TrainedForecaster model, CancellationToken cancellationToken)
    {
        // By horizon, since all that is forecast together has one.
        double squares = 0;
        long count = 0;
        foreach (IGrouping<int, JudgedSeries> same in judged.GroupBy(one => Horizon(one, model)))
        {
            if (same.Key < 1) continue;
            JudgedSeries[] some = [.. same.Where(one => one.Cutoff >= model.MinimumHistory)];
            if (some.Length == 0) continue;
            var forecasts = model.Runner.Run([.. some.Select(one => one.Series)], [.. some.Select(one => (int[])[one.Cutoff])], same.Key, cancellationToken);
            for (int i = 0; i < some.Length; i++)
            {
                foreach (double error in Errors(some[i], forecasts[i][0].Point, model))
                {
                    squares += error * error;
                    count++;
                }
            }
        }

        return count == 0 ? null : Math.Sqrt(squares / count);
    }

    public void Dispose() => _batch.Dispose();

    private static int Horizon(JudgedSeries one, TrainedForecaster model)
    {
        int left = one.Series.Length - Math.Max(one.Cutoff, model.MinimumHistory);
        return model.MaximumHorizon is int most ? Math.Min(left, most) : left;
    }

    private static IEnumerable<double> Errors(JudgedSeries one, double[] point, TrainedForecaster model)
    {
        int[] targets = model.Definition.Channels.Targets;
        for (int i = 0; i < point.Length; i++)
        {
            (int step, int target) = Math.DivRem(i, targets.Length);
            double error = point[i] - one.Series[one.Cutoff + step, targets[target]];
            // A value that was not observed tells nothing.
            if (!double.IsNaN(one.Series[one.Cutoff + step, targets[target]])) yield return error;
        }
    }
}
