namespace LstmForecast;

/// <summary>How a model came to be. Immutable.</summary>
public sealed record TrainingHistory
{
    /// <summary>One report an epoch, in order.</summary>
    public required IReadOnlyList<EpochReport> Epochs { get; init; }

    /// <summary>Why training ended.</summary>
    public required StopReason StopReason { get; init; }

    /// <summary>The epoch whose weights the model has, 1-based; 0 for the initial weights.</summary>
    public required int RestoredEpoch { get; init; }

    /// <summary>
    /// Of an ensemble, the history of each member; what else is here is the first member's. Empty for a single network.
    /// </summary>
    public IReadOnlyList<TrainingHistory> Members { get; init; } = [];

    /// <summary>What the library chose where it was left the choice, a sentence each.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>Evaluations of loss and gradient in all.</summary>
    public int TotalEvaluations => Epochs.Count == 0 ? 0 : Epochs[^1].TotalEvaluations;
}
