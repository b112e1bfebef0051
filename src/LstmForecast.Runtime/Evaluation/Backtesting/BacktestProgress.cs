namespace LstmForecast;

/// <summary>Where a backtest stands. Immutable.</summary>
/// <param name="Fit">Which of the fits is under way, 1-based.</param>
/// <param name="FitCount">How many fits there are.</param>
/// <param name="Epoch">The epoch of training that has just ended; null when a fit's forecasts are made.</param>
/// <param name="ForecastShare">The share of the fit's forecasts that are made, 0 to 1; 0 while it is trained.</param>
public sealed record BacktestProgress(int Fit, int FitCount, EpochReport? Epoch, double ForecastShare = 0);
