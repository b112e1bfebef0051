using LstmForecast.Checks;
using LstmForecast.Evaluation;

namespace LstmForecast;

/// <summary>
/// Rolling-origin evaluation: series are forecast from many cutoffs, and the forecasts are measured beside those of the
/// baselines from the same cutoffs.
/// </summary>
/// <remarks>
/// <para>
/// Here a model that exists is evaluated. The package LstmForecast adds <c>Backtest.Run</c>, which fits the models as well,
/// again and again if need be.
/// </para>
/// <para>
/// No value after a cutoff, but those of covariates known ahead, changes a bit of its forecast. Between fits all forecasts
/// of a series come from one pass of the network over it, and what is fed back runs side by side: many cutoffs cost little
/// more than one. Where a series is forecast that training did not know and a transform is fitted to its history, or where
/// the window slides, the network reads what is known at each cutoff anew. Source: Tashman, "Out-of-sample tests of
/// forecasting accuracy", International Journal of Forecasting 16 (2000).
/// </para>
/// </remarks>
public static class Backtest
{
    /// <summary>Measures a model without fitting anything.</summary>
    /// <param name="model">The model.</param>
    /// <param name="series">
    /// Observed series. What the model was trained on makes it look better than it is: use other series, or the same ones
    /// with <see cref="RollingCutoffs.First"/> at the end of the training part.
    /// </param>
    /// <param name="options">How to go about it; nothing is refitted or calibrated.</param>
    /// <param name="progress">
    /// Told that the model's forecasts begin, on this thread, and of each share that is made, on the threads that work.
    /// </param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="ArgumentException">
    /// There is no series, one is too short or does not fit the model, or options ask for a fit or lie out of range; all that
    /// do are listed.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The model forecasts fewer steps than the horizon.</exception>
    /// <exception cref="OperationCanceledException">The backtest was cancelled.</exception>
    public static BacktestResult Evaluate(
        TrainedForecaster model,
        SeriesSet series,
        BacktestOptions options,
        IProgress<BacktestProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(options);
        OptionCheck.ThrowIfInvalid(options, nameof(options));
        if (options.RefitEvery is not null || options.CalibrationCutoffs is not null)
        {
            throw new ArgumentException(
                "RefitEvery or CalibrationCutoffs is set, but a model that is there already is not fitted again; leave them "
                + "out, or run a backtest of a SequenceForecaster. CalibrateIntervals calibrates a model.",
                nameof(options));
        }

        int[][] cutoffs = model.Checks.Rolling(series, options.Cutoffs, nameof(series));
        Origin[][] origins = OriginForecasts.Of(
            model, series, cutoffs, options, new BacktestMeter(progress, fits: 1, trainingShare: 0).Forecasts(1), cancellationToken);
        return BacktestReports.Of(
            options,
            [.. series.Select((one, i) => new BacktestSeries(one, origins[i]))],
            [new BacktestFit(0, cutoffs.Max(one => one.Length) - 1, model)]);
    }

    /// <summary><see cref="Evaluate"/> on a thread of its own.</summary>
    /// <inheritdoc cref="Evaluate"/>
    public static async Task<BacktestResult> EvaluateAsync(
        TrainedForecaster model,
        SeriesSet series,
        BacktestOptions options,
        IProgress<BacktestProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        // Awaited, so that the task of a backtest that was cancelled is cancelled too, not faulted.
        await Task.Factory.StartNew(
            () => Evaluate(model, series, options, progress, cancellationToken),
            cancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default).ConfigureAwait(false);
}
