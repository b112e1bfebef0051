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
    /// <returns>
    /// The paths; quantiles at any level are those of the paths at each step, and the point is their median.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">The horizon or the number of paths is below 1.</exception>
    /// <exception cref="ArgumentException">
    /// The history is too short, has other channels than the model, or has a value that is not finite.
    /// </exception>
    /// <exception cref="InvalidOperationException">The model is direct, or was trained without a likelihood.</exception>
    public Forecast SamplePaths(TimeSeries history, int horizon, int paths = 200, long seed = 0)
    {
        CheckSampling(horizon, paths);
        Check(history, MinimumHistory, "a forecast", nameof(history));
        return Sample([history], horizon, paths, seed)[0];
    }

    /// <summary>Draws futures of many series at once, on all cores; the same numbers as one by one.</summary>
    /// <param name="histories">The observations of each series up to now; their lengths may differ.</param>
    /// <param name="horizon">How many steps ahead, at least 1.</param>
    /// <param name="paths">How many futures of each series, at least 1. Default: 200.</param>
    /// <param name="seed">What they are drawn from. Default: 0.</param>
    /// <returns>One forecast a series, in the order given.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The horizon or the number of paths is below 1.</exception>
    /// <exception cref="ArgumentException">A history does not fit, as for a single one.</exception>
    /// <exception cref="InvalidOperationException">The model is direct, or was trained without a likelihood.</exception>
    public IReadOnlyList<Forecast> SamplePaths(
        IReadOnlyList<TimeSeries> histories, int horizon, int paths = 200, long seed = 0)
    {
        ArgumentNullException.ThrowIfNull(histories);
        CheckSampling(horizon, paths);
        foreach (TimeSeries history in histories) Check(history, MinimumHistory, "a forecast", nameof(histories));
        return Sample(histories, horizon, paths, seed);
    }

    private Forecast[] Sample(IReadOnlyList<TimeSeries> histories, int horizon, int paths, long seed)
    {
        int[][] cutoffs = [.. histories.Select(history => (int[])[history.Length])];
        SampledPaths[][] sampled = _runner.Sample(histories, cutoffs, futures: null, horizon, paths, seed);
        return
        [
            .. histories.Select((history, i) => new Forecast(
                new TimeSeries(history.Name, sampled[i][0].Quantile(0.5), TargetChannels),
                history.Length - 1,
                _definition.Output.QuantileLevels,
                sampled[i][0])),
        ];
    }

    private void CheckSampling(int horizon, int paths)
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
