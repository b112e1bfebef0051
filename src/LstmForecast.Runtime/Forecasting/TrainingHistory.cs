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

    /// <summary>Evaluations of loss and gradient in all.</summary>
    public int TotalEvaluations => Epochs.Count == 0 ? 0 : Epochs[^1].TotalEvaluations;
}
