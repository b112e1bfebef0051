using System.Diagnostics;

namespace LstmForecast.Evaluation;

/// <summary>Tells how much of a backtest is done; its fits count alike.</summary>
/// <param name="progress">Who is told; null for nobody.</param>
/// <param name="fits">How many fits there are.</param>
/// <param name="trainingShare">What training is of the work of a fit; 0 where models exist already.</param>
internal sealed class BacktestMeter(IProgress<BacktestProgress>? progress, int fits, double trainingShare)
{
    private readonly long _start = Stopwatch.GetTimestamp();

    /// <param name="fit">Which fit, 1-based.</param>
    /// <returns>What to tell of its training; null where nobody asks.</returns>
    public IProgress<TrainingProgress>? Training(int fit) => progress is null ? null : new Listener<TrainingProgress>(
        training => progress.Report(At(fit, trainingShare * training.Share) with { Training = training }));

    /// <param name="fit">Which fit, 1-based: its forecasts begin.</param>
    /// <returns>What to tell of their share that is made; null where nobody asks.</returns>
    public IProgress<double>? Forecasts(int fit)
    {
        progress?.Report(At(fit, trainingShare));
        return progress is null ? null : new Listener<double>(
            share => progress.Report(At(fit, trainingShare + (1 - trainingShare) * share) with { ForecastShare = share }));
    }

    private BacktestProgress At(int fit, double share) => new()
    {
        Share = (fit - 1 + share) / fits,
        Elapsed = Stopwatch.GetElapsedTime(_start),
        Fit = fit,
        FitCount = fits,
    };

    // Progress<T> would report later, and out of order.
    private sealed class Listener<T>(Action<T> report) : IProgress<T>
    {
        public void Report(T value) => report(value);
    }
}
