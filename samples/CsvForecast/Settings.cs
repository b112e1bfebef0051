using LstmForecast;

/// <summary>What a run was asked for.</summary>
internal sealed record Settings
{
    public required string Input { get; init; }

    /// <summary>The column to forecast.</summary>
    public required string Column { get; init; }

    public required string? TimeColumn { get; init; }

    public required IReadOnlyList<string> PastCovariates { get; init; }

    public required IReadOnlyList<string> KnownCovariates { get; init; }

    public required char Delimiter { get; init; }

    public required char Decimal { get; init; }

    /// <summary>Whether times with an offset stay as they stand; null to be told where that matters.</summary>
    public required bool? KeepWallClock { get; init; }

    /// <summary>How timestamps are written; null for the library's formats.</summary>
    public required string? TimeFormat { get; init; }

    public required int Horizon { get; init; }

    /// <summary>Steps in a season; null to go by the timestamps.</summary>
    public required int? Season { get; init; }

    /// <summary>The cutoffs of the backtest.</summary>
    public required int Cutoffs { get; init; }

    public required int Stride { get; init; }

    /// <summary>After how many cutoffs a new model is fitted; null for never.</summary>
    public required int? RefitEvery { get; init; }

    /// <summary>Levels of the intervals; empty for none.</summary>
    public required IReadOnlyList<double> Levels { get; init; }

    /// <summary>Cutoffs to calibrate intervals on.</summary>
    public required int Calibration { get; init; }

    public required IReadOnlyList<CalendarFeature> Calendar { get; init; }

    public required Gaps Gaps { get; init; }

    /// <summary>By hand; null for automatic ones.</summary>
    public required IReadOnlyList<Transform>? Transforms { get; init; }

    public required ForecastStrategy Strategy { get; init; }

    public required IReadOnlyList<int>? Hidden { get; init; }

    public required int? Ensemble { get; init; }

    /// <summary>Epochs of training; null for as many as do good.</summary>
    public required int? Epochs { get; init; }

    public required TrainingKind Training { get; init; }

    public required long Seed { get; init; }

    public required string Output { get; init; }

    /// <summary>The points at the end that the intervals are calibrated on, and which are not learnt.</summary>
    public int Held => Levels.Count == 0 ? 0 : Horizon + Calibration - 1;
}

/// <summary>What to do where values are missing.</summary>
internal enum Gaps
{
    Error,
    Linear,
    Last,
    Seasonal,
    Mask,
}

/// <summary>How to train.</summary>
internal enum TrainingKind
{
    Auto,
    Lbfgs,
    Adam,
}
