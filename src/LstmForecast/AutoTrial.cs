namespace LstmForecast;

/// <summary>What came out of a trial that was judged by the end of the series, which it was not trained on.</summary>
/// <param name="Strategy">How it forecasts.</param>
/// <param name="Epochs">After how many epochs its networks did about best, on average.</param>
/// <param name="Error">
/// The root mean squared error of forecasts of the whole horizon, in units of each series' root mean squared change from
/// step to step; infinite where the end is shorter than the horizon.
/// </param>
/// <param name="Model">What was trained.</param>
internal sealed record AutoTrial(ForecastStrategy Strategy, int Epochs, double Error, TrainedForecaster Model)
{
    private const int Networks = 3;
    private const int MostCutoffs = 100;

    /// <summary>Of losses or errors that differ by less than this share the simpler one is taken: the shorter training.</summary>
    public const double Margin = 0.03;

    /// <summary>The options with as many networks as a trial takes: one alone may be lucky.</summary>
    public static ForecasterOptions Small(ForecasterOptions options) =>
        options with { EnsembleSize = Math.Min(options.EnsembleSize, Networks) };

    public static AutoTrial Of(
        TrainedForecaster model, ForecastStrategy strategy, SeriesSet series, int held, int? horizon) =>
        new(strategy, BestEpoch(model.History), ErrorOf(model, series, held, horizon ?? 1), model);

    /// <summary>Whether training was cancelled, with the best so far asked for.</summary>
    public static bool IsCancelled(TrainedForecaster model) =>
        MembersOf(model.History).Any(member => member.StopReason == StopReason.Cancelled);

    /// <summary>The most epochs that a network of a model was trained; 0 for initial weights.</summary>
    public static int EpochsOf(TrainedForecaster model) => MembersOf(model.History).Max(member => member.RestoredEpoch);

    private static IReadOnlyList<TrainingHistory> MembersOf(TrainingHistory history) =>
        history.Members.Count == 0 ? [history] : history.Members;

    private static int BestEpoch(TrainingHistory history)
    {
        IReadOnlyList<TrainingHistory> members = MembersOf(history);
        int epochs = members.Min(member => member.Epochs.Count);
        if (epochs == 0) return 1;
        double[] losses = [.. Enumerable.Range(0, epochs).Select(epoch =>
            members.Average(member => member.Epochs[epoch].ValidationLoss ?? double.NaN))];
        return FirstAboutBest(losses);
    }

    /// <summary>
    /// The first epoch, 1-based, whose loss is about the least. A likelihood's may be negative, so the margin is a share of
    /// its size; an epoch without a finite loss is none.
    /// </summary>
    public static int FirstAboutBest(double[] losses)
    {
        double least = losses.Where(double.IsFinite).DefaultIfEmpty(double.NaN).Min();
        return 1 + Math.Max(0, Array.FindIndex(losses, loss => loss <= least + Margin * Math.Abs(least)));
    }

    private static double ErrorOf(TrainedForecaster model, SeriesSet series, int held, int horizon)
    {
        if (held < horizon) return double.PositiveInfinity;
        int stride = (held - horizon) / MostCutoffs + 1;
        int[][] cutoffs =
        [
            .. series.Select(one => Enumerable.Range(0, (held - horizon) / stride + 1)
                .Select(i => one.Length - held + i * stride).ToArray()),
        ];
        var forecasts = model.Runner.Run([.. series], cutoffs, horizon);
        int[] targets = model.Definition.Channels.Targets;
        var squares = new List<double>();
        for (int i = 0; i < series.Count; i++)
        {
            for (int target = 0; target < targets.Length; target++)
            {
                double[] values = series[i].Channel(targets[target]);
                double change = MeanSquare(values.Skip(1).Zip(values, (next, value) => next - value));
                if (!(change > 0)) continue;
                squares.Add(MeanSquare(cutoffs[i].SelectMany((cutoff, k) => Enumerable.Range(0, horizon).Select(step =>
                    forecasts[i][k].Point[step * targets.Length + target] - values[cutoff + step]))) / change);
            }
        }

        return squares.Count == 0 ? 0 : Math.Sqrt(squares.Average());
    }

    // What was not observed tells nothing.
    private static double MeanSquare(IEnumerable<double> values) =>
        values.Where(value => !double.IsNaN(value)).Select(value => value * value).DefaultIfEmpty(0).Average();
}
