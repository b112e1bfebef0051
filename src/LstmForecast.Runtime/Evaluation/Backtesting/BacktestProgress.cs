namespace LstmForecast;

/// <summary>Where a backtest stands. Immutable.</summary>
public sealed record BacktestProgress
{
    /// <summary>The share of the whole backtest that is done, 0 to 1, if every fit takes as long; it never falls.</summary>
    public required double Share { get; init; }

    /// <summary>Time since the backtest began.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>Time left if the rest takes as long for its share as what was done; null where nothing was done yet.</summary>
    public TimeSpan? EstimatedTimeLeft => Share > 0 ? Elapsed * ((1 - Share) / Share) : null;

    /// <summary>Which of the fits is under way, 1-based.</summary>
    public required int Fit { get; init; }

    /// <summary>How many fits there are.</summary>
    public required int FitCount { get; init; }

    /// <summary>Where the fit stands; null when its forecasts are made.</summary>
    public TrainingProgress? Training { get; init; }

    /// <summary>The share of the fit's forecasts that are made, 0 to 1; 0 while it is trained.</summary>
    public double ForecastShare { get; init; }
}
