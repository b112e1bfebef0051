using LstmForecast.Checks;

namespace LstmForecast;

/// <summary>Backtests that fit their models: <c>Backtest.Run</c>.</summary>
public static class BacktestExtensions
{
    /// <summary>The backtest that everything here adds to.</summary>
    extension(Backtest)
    {
        /// <summary>
        /// Fits and forecasts from many cutoffs: all that is fitted (weights, transforms, calibration) is fitted to what was
        /// known then.
        /// </summary>
        /// <param name="forecaster">Fits the models.</param>
        /// <param name="series">
        /// Observed series. Each model is fitted to all of them, as far as they are known at its first cutoff.
        /// </param>
        /// <param name="options">How the backtest goes.</param>
        /// <param name="training">How to train; null for <see cref="LbfgsTraining"/> with its defaults.</param>
        /// <param name="progress">
        /// Told where training stands, as <c>Fit</c> tells it, and of every fit whose forecasts begin and of each share of the
        /// forecasts that is made, on the threads that work, one at a time.
        /// </param>
        /// <param name="cancellationToken">Stops the backtest, with an exception whatever the training options say.</param>
        /// <exception cref="ArgumentException">
        /// Options lie out of range (all that do are listed), there is no series, or one is too short, has a value that is not
        /// finite, or does not fit the options.
        /// </exception>
        /// <exception cref="ArgumentOutOfRangeException">The models forecast fewer steps than the horizon.</exception>
        /// <exception cref="OperationCanceledException">The backtest was cancelled.</exception>
        public static BacktestResult Run(
            SequenceForecaster forecaster,
            SeriesSet series,
            BacktestOptions options,
            TrainingOptions? training = null,
            IProgress<BacktestProgress>? progress = null,
            CancellationToken cancellationToken = default)
        {
            ArgumentNullException.ThrowIfNull(forecaster);
            ArgumentNullException.ThrowIfNull(series);
            ArgumentNullException.ThrowIfNull(options);
            OptionCheck.ThrowIfInvalid(options, nameof(options));
            return new BacktestRun(forecaster, training, options, series).Run(progress, cancellationToken);
        }

        /// <summary><c>Run</c> on a thread of its own, with the same arguments and exceptions.</summary>
        /// <param name="forecaster">Fits the models.</param>
        /// <param name="series">Observed series.</param>
        /// <param name="options">How the backtest goes.</param>
        /// <param name="training">How to train; null for <see cref="LbfgsTraining"/> with its defaults.</param>
        /// <param name="progress">
        /// Told where training stands, as <c>Fit</c> tells it, and of every fit whose forecasts begin and of each share of the
        /// forecasts that is made, on the threads that work, one at a time.
        /// </param>
        /// <param name="cancellationToken">Stops the backtest: the task ends as cancelled.</param>
        public static async Task<BacktestResult> RunAsync(
            SequenceForecaster forecaster,
            SeriesSet series,
            BacktestOptions options,
            TrainingOptions? training = null,
            IProgress<BacktestProgress>? progress = null,
            CancellationToken cancellationToken = default) =>
            // Awaited, so that the task of a backtest that was cancelled is cancelled too, not faulted.
            await Task.Factory.StartNew(
                () => Backtest.Run(forecaster, series, options, training, progress, cancellationToken),
                cancellationToken,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default).ConfigureAwait(false);
    }
}
