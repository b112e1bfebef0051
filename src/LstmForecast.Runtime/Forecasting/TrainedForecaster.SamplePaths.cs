using LstmForecast.Forecasting;

namespace LstmForecast;

public sealed partial class TrainedForecaster
{
    /// <summary>
    /// Draws futures of one series at random: at each step a value from the distribution that the model gives for it, which
    /// is then fed back. What the paths have in common, such as a level that stays where it went, is in them; the quantiles
    /// of a direct model know each step by itself only.
    /// </summary>
    /// <remarks>
    /// Targets of one time step are drawn independently of each other. The members of an ensemble share the paths evenly,
    /// so that what they disagree about widens the spread.
    /// </remarks>
    /// <param name="history">The observations up to now; at least <see cref="MinimumHistory"/> of them.</param>
    /// <param name="horizon">How many steps ahead, at least 1.</param>
    /// <param name="paths">How many futures, at least 1. Default: 200.</param>
    /// <param name="seed">
    /// What they are drawn from. Default: 0. The same seed gives the same paths, whatever the number of threads and of
    /// series and paths beside them; series of different names have different random numbers.
    /// </param>
    /// <param name="known">
    /// The <see cref="KnownCovariates"/> in the steps after the history, shape <c>[horizon, known covariates]</c>; null for a
    /// model without any.
    /// </param>
    /// <returns>
    /// The paths; quantiles at any level are those of the paths at each step, and the point is their median.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">The horizon or the number of paths is below 1.</exception>
    /// <exception cref="ArgumentException">
    /// The history is too short, has other channels than the model, or has a value that is not finite.
    /// </exception>
    /// <exception cref="InvalidOperationException">The model is direct, or was trained without a likelihood.</exception>
    public Forecast SamplePaths(
        TimeSeries history, int horizon, int paths = 200, long seed = 0, TimeSeries? known = null)
    {
        CheckSampling(horizon, paths);
        CheckStart(history, known, horizon, nameof(history));
        return Sample([history], horizon, known is null ? null : [known], paths, seed)[0];
    }

    /// <summary>Draws futures of many series at once, on all cores; the same numbers as one by one.</summary>
    /// <param name="histories">The observations of each series up to now; their lengths may differ.</param>
    /// <param name="horizon">How many steps ahead, at least 1.</param>
    /// <param name="paths">How many futures of each series, at least 1. Default: 200.</param>
    /// <param name="seed">What they are drawn from. Default: 0.</param>
    /// <param name="known">
    /// For each series, at the same place, its covariates in the steps to come; null for a model without any.
    /// </param>
    /// <returns>One forecast a series, in the order given.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The horizon or the number of paths is below 1.</exception>
    /// <exception cref="ArgumentException">
    /// A history or its covariates do not fit, as for a single one, or there are not as many of these as of those.
    /// </exception>
    /// <exception cref="InvalidOperationException">The model is direct, or was trained without a likelihood.</exception>
    public IReadOnlyList<Forecast> SamplePaths(
        IReadOnlyList<TimeSeries> histories,
        int horizon,
        int paths = 200,
        long seed = 0,
        IReadOnlyList<TimeSeries>? known = null)
    {
        ArgumentNullException.ThrowIfNull(histories);
        CheckSampling(horizon, paths);
        if (known is not null) CheckSameCount(histories, known);
        for (int i = 0; i < histories.Count; i++) CheckStart(histories[i], known?[i], horizon, nameof(histories));
        return Sample(histories, horizon, known, paths, seed);
    }

    private Forecast[] Sample(
        IReadOnlyList<TimeSeries> histories, int horizon, IReadOnlyList<TimeSeries>? known, int paths, long seed)
    {
        int[][] cutoffs = [.. histories.Select(history => (int[])[history.Length])];
        SampledPaths[][] sampled = _runner.Sample(histories, cutoffs, known, horizon, paths, seed);
        return [.. histories.Select((history, i) => ToForecast(history, history.Length, sampled[i][0]))];
    }

    /// <summary>Draws futures from where streams are now. All of them are ready.</summary>
    internal Forecast[] Sample(IReadOnlyList<StreamBlock> blocks, int horizon, int paths, long seed)
    {
        SampledPaths[][] sampled = _runner.Sample(
            member => [.. blocks.SelectMany(block => block.RunsFrom(member, horizon))], horizon, paths, seed);
        return [.. blocks.SelectMany(block => block.Rows).Select((row, i) => ToForecast(row.Series, row.Count, sampled[i][0]))];
    }

    private Forecast ToForecast(TimeSeries series, int count, SampledPaths paths) => new(
        new TimeSeries(series.Name, paths.Quantile(0.5), TargetChannels).WithTimes(series.Times?.From(count)),
        count - 1,
        _definition.Output.QuantileLevels,
        paths);

    private void CheckStart(TimeSeries history, TimeSeries? known, int horizon, string argument)
    {
        Check(history, MinimumHistory, "a forecast", argument);
        if (known is null) CheckNothingKnown(history, horizon, argument);
        else CheckKnown(history, known, horizon, nameof(known));
    }

    internal void CheckSampling(int horizon, int paths)
    {
        if (MaximumHorizon is int steps)
        {
            throw new InvalidOperationException(
                $"The model forecasts {steps} steps at once, each step by itself, which makes no paths. Forecast has the "
                + "quantiles of each step; for paths train without a Horizon.");
        }

        if (!_definition.Output.IsLikelihood)
        {
            throw new InvalidOperationException(
                "The model was trained without a likelihood and has no distribution to draw from; train with Loss.Gaussian, "
                + "Loss.StudentT or Loss.NegativeBinomial.");
        }

        CheckHorizon(horizon);
        if (paths < 1) throw new ArgumentOutOfRangeException(nameof(paths), paths, "There must be at least 1 path.");
    }
}
