using LstmForecast.Forecasting;
using LstmForecast.Model;

namespace LstmForecast;

public sealed partial class TrainedForecaster
{
    /// <summary>
    /// The same model with calibrated intervals (<see cref="Forecast.Interval(double, int)"/>): it forecasts observed series from many
    /// cutoffs, and learns from its errors there how far an interval must reach to hold a given share of them, at each
    /// horizon step by itself. The model file holds the calibration.
    /// </summary>
    /// <remarks>
    /// <para>
    /// Split conformal prediction: of n errors at a horizon step an interval of level L reaches as far as the one of rank
    /// <c>⌈(n + 1) L⌉</c> in order of size, which takes at least <c>⌈1 / (1 - L)⌉ - 1</c> of them: 19 for .95. If the next
    /// error is exchangeable with those, the interval holds it with a probability of at least L (Vovk, Gammerman and
    /// Shafer 2005; Lei and others, JASA 113, 2018; for horizons Stankeviciute, Alaa and van der Schaar, NeurIPS 2021).
    /// Errors of a time series are not quite exchangeable: its coverage is near the level, not above it for certain.
    /// </para>
    /// <para>
    /// Errors are divided by the mean absolute change from one observed point to the next before the cutoff, but by no
    /// less than a hundredth of its median over the calibration, so that series of different levels share their errors. For
    /// a model with quantiles, those at both ends of an interval are moved (Romano, Patterson and Candès, "Conformalized
    /// Quantile Regression", NeurIPS 2019); <see cref="Forecast.Quantile(double, int)"/> stays as the model has it.
    /// </para>
    /// </remarks>
    /// <param name="calibration">
    /// Observed series that the model takes, but was not trained on: other series, or the same ones as far as they go on,
    /// with <see cref="RollingCutoffs.First"/> at the end of the training part.
    /// </param>
    /// <param name="cutoffs">From where to forecast, and how many steps; no interval reaches further ahead.</param>
    /// <param name="progress">Told the share of the forecasts that are made, above 0 and up to 1, on the threads that work.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="ArgumentException">
    /// There is no series, one does not fit the model or is too short for the cutoffs, or the cutoffs make no sense.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The model forecasts fewer steps than the horizon.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public TrainedForecaster CalibrateIntervals(
        IReadOnlyList<TimeSeries> calibration,
        RollingCutoffs cutoffs,
        IProgress<double>? progress = null,
        CancellationToken cancellationToken = default)
    {
        int[][] points = Checks.Rolling(calibration, cutoffs, nameof(calibration));
        IntervalCalibration intervals = IntervalCalibrator.Run(
            Runner, calibration, points, cutoffs.Horizon, nameof(calibration), progress, cancellationToken);
        return new TrainedForecaster(Definition with { Intervals = intervals }, History);
    }
}
