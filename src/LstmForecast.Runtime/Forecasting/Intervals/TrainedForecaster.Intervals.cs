using LstmForecast.Forecasting;
using LstmForecast.Series;

namespace LstmForecast;

public sealed partial class TrainedForecaster
{
    /// <summary>Whether <see cref="WithIntervals"/> calibrated the intervals of this model's forecasts.</summary>
    public bool IsCalibrated => _definition.Intervals is not null;

    /// <summary>
    /// The same model with intervals (<see cref="Forecast.Interval"/>) that are calibrated: it forecasts observed series
    /// from many cutoffs, and takes from its errors there how far an interval must reach to hold a given share of them, at
    /// each horizon step by itself. The model file holds the calibration.
    /// </summary>
    /// <remarks>
    /// <para>
    /// Split conformal prediction: of n errors at a horizon step an interval of level L reaches as far as the one of rank
    /// <c>⌈(n + 1) L⌉</c> in order of size, which takes at least <c>⌈1 / (1 - L)⌉ - 1</c> of them: 19 for .95. If the next
    /// error is exchangeable with those, the interval holds it with a probability of at least L (Vovk, Gammerman and
    /// Shafer 2005; Lei and others, JASA 113, 2018; for horizons Stankeviciute, Alaa and van der Schaar, NeurIPS 2021).
    /// Errors from cutoffs close to each other are alike, and series change: the coverage of a time series is near the
    /// level, not above it for certain. Look at it in a backtest.
    /// </para>
    /// <para>
    /// Errors are divided by the mean absolute change from one observed point to the next before the cutoff, but by no
    /// less than a hundredth of its median over the calibration: so series of different levels share their errors, and an
    /// interval is as wide as its series is lively. For a model with quantiles, those at both ends of an interval are
    /// moved outward or inward by as much as it takes (Romano, Patterson and Candès, "Conformalized Quantile Regression",
    /// NeurIPS 2019); <see cref="Forecast.Quantile"/> stays as the model has it.
    /// </para>
    /// </remarks>
    /// <param name="calibration">
    /// Observed series that the model takes. What it was trained on makes it look better than it is: use other series, or
    /// the same ones as far as they go on, with <see cref="RollingCutoffs.First"/> at the end of the training part.
    /// </param>
    /// <param name="cutoffs">From where to forecast, and how many steps; no interval reaches further ahead.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="ArgumentException">
    /// There is no series, one does not fit the model or is too short for the cutoffs, or the cutoffs make no sense.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The model forecasts fewer steps than the horizon.</exception>
    public TrainedForecaster WithIntervals(
        IReadOnlyList<TimeSeries> calibration, RollingCutoffs cutoffs, CancellationToken cancellationToken = default)
    {
        int[][] all = CheckRolling(calibration, cutoffs, nameof(calibration));
        return new TrainedForecaster(_definition with
        {
            Intervals = IntervalCalibrator.Run(this, calibration, all, cutoffs.Horizon, nameof(calibration), cancellationToken),
        });
    }

    /// <summary>Rejects what cannot be forecast from these cutoffs; gives for each series the points before each of them.</summary>
    internal int[][] CheckRolling(IReadOnlyList<TimeSeries> series, RollingCutoffs cutoffs, string argument)
    {
        ArgumentNullException.ThrowIfNull(series, argument);
        ArgumentNullException.ThrowIfNull(cutoffs);
        cutoffs.Validate(nameof(cutoffs));
        CheckHorizon(cutoffs.Horizon);
        if (series.Count == 0) throw new ArgumentException("There is no series to forecast; pass at least one.", argument);
        return
        [
            .. series.Select(one =>
            {
                Check(one, MinimumHistory, "a forecast", argument);
                int[] its = cutoffs.Of(one, MinimumHistory, argument);
                CheckKnownAfter(one, its[^1], cutoffs.Horizon, argument);
                return its;
            }),
        ];
    }

    /// <summary>What is known ahead stands in the series itself, and has to reach as far as the network looks.</summary>
    private void CheckKnownAfter(TimeSeries series, int count, int horizon, string argument)
    {
        if (KnownCovariates.Count == 0) return;
        int ahead = MaximumHorizon ?? horizon;
        SeriesChecks.ThrowIfShorterThan(
            series,
            (long)count + ahead,
            $"a forecast after time step {count - 1} by a model that takes covariates known {ahead} steps ahead",
            argument);
    }

    private ForecastIntervals? IntervalsAt(TimeSeries series, int count) => _definition.Intervals is null
        ? null
        : new(_definition.Intervals, LocalScale.Of(series, _definition.Channels.Targets, [count], window: null)[0]);
}
