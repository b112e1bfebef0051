using LstmForecast.Backtesting;

namespace LstmForecast;

/// <summary>
/// A rolling-origin evaluation: series are forecast from many cutoffs, with all that is fitted (weights, transforms,
/// calibration) fitted to what was known then, and the forecasts are measured beside those of the baselines from the
/// same cutoffs. Immutable.
/// </summary>
/// <remarks>
/// No value after a cutoff, but those of covariates known ahead, changes a bit of its forecast. Between fits all forecasts
/// of a series come from one pass of the network over it, and what is fed back runs side by side: many cutoffs cost little
/// more than one. Where a series is forecast that training did not know and a transform is fitted to its history, or where
/// the window slides, the network reads what is known at each cutoff anew. Source: Tashman, "Out-of-sample tests of
/// forecasting accuracy", International Journal of Forecasting 16 (2000).
/// </remarks>
public sealed class Backtest
{
    private readonly SequenceForecaster _forecaster;
    private readonly TrainingOptions? _training;

    /// <summary>Checks the options and keeps them.</summary>
    /// <param name="forecaster">Fits the models.</param>
    /// <param name="options">How the backtest goes.</param>
    /// <param name="training">How to train; null for <see cref="LbfgsTraining"/> with its defaults.</param>
    /// <exception cref="ArgumentException">The options lie out of range; all that do are listed.</exception>
    public Backtest(SequenceForecaster forecaster, BacktestOptions options, TrainingOptions? training = null)
    {
        ArgumentNullException.ThrowIfNull(forecaster);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _forecaster = forecaster;
        _training = training;
        Options = options;
    }

    /// <summary>How the backtest goes.</summary>
    public BacktestOptions Options { get; }

    /// <summary>Fits and forecasts.</summary>
    /// <param name="series">
    /// Observed series. Each model is fitted to all of them, as far as they are known at its first cutoff.
    /// </param>
    /// <param name="progress">Told of every epoch, and of every fit whose forecasts begin, on the thread that trains.</param>
    /// <param name="cancellationToken">Stops the backtest, with an exception whatever the training options say.</param>
    /// <exception cref="ArgumentException">
    /// There is no series, or one is too short, has a value that is not finite, or does not fit the options.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The models forecast fewer steps than the horizon.</exception>
    /// <exception cref="OperationCanceledException">The backtest was cancelled.</exception>
    public BacktestResult Run(
        SeriesSet series, IProgress<BacktestProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(series);
        return new BacktestRun(_forecaster, _training, Options, series).Run(progress, cancellationToken);
    }

    /// <summary><see cref="Run"/> on a thread of its own.</summary>
    /// <inheritdoc cref="Run"/>
    public async Task<BacktestResult> RunAsync(
        SeriesSet series, IProgress<BacktestProgress>? progress = null, CancellationToken cancellationToken = default) =>
        // Awaited, so that the task of a backtest that was cancelled is cancelled too, not faulted.
        await Task.Factory.StartNew(
            () => Run(series, progress, cancellationToken),
            cancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default).ConfigureAwait(false);

    /// <summary>Measures a model that is there already: no fit, the same forecasts and reports.</summary>
    /// <param name="model">The model.</param>
    /// <param name="series">
    /// Observed series. What the model was trained on makes it look better than it is: use other series, or the same ones
    /// with <see cref="RollingCutoffs.First"/> at the end of the training part.
    /// </param>
    /// <param name="options">How to go about it; nothing is refitted or calibrated.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="ArgumentException">
    /// There is no series, one is too short or does not fit the model, or the options ask for a fit or make no sense.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The model forecasts fewer steps than the horizon.</exception>
    public static BacktestResult Evaluate(
        TrainedForecaster model, SeriesSet series, BacktestOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        if (options.RefitEvery is not null || options.CalibrationCutoffs is not null)
        {
            throw new ArgumentException(
                "RefitEvery or CalibrationCutoffs is set, but a model that is there already is not fitted again; leave them "
                + "out, or run a Backtest of a SequenceForecaster. WithIntervals calibrates a model.",
                nameof(options));
        }

        int[][] cutoffs = model.CheckRolling(series, options.Cutoffs, nameof(series));
        Origin[][] origins = OriginForecasts.Of(model, series, cutoffs, options, cancellationToken);
        return BacktestReports.Of(
            options,
            [.. series.Select((one, i) => new BacktestSeries(one, origins[i]))],
            [new BacktestFit(0, cutoffs.Max(one => one.Length) - 1, model)]);
    }
}
