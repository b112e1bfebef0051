namespace LstmForecast.Tuning;

/// <summary>What a backtest says of options.</summary>
/// <param name="Value">The error, less is better.</param>
/// <param name="StandardError">Of that; null where there is too little to tell.</param>
/// <param name="Baseline">The best of the baselines on the same points.</param>
internal sealed record TrialScore(double Value, double? StandardError, (string Name, double Score) Baseline);
