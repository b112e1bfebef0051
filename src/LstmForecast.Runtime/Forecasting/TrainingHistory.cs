namespace LstmForecast;

/// <summary>How a model came to be. Immutable.</summary>
public sealed record TrainingHistory
{
    /// <summary>That of a network with weights from elsewhere: nothing was trained here.</summary>
    internal static TrainingHistory None { get; } = new() { Epochs = [], StopReason = StopReason.EpochsCompleted, RestoredEpoch = 0 };

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

    /// <summary>The model as it was after an epoch, 1-based, where the epochs were kept.</summary>
    internal TrainedForecaster ModelAfter(int epoch)
    {
        if (epoch < 1 || epoch > Epochs.Count)
        {
            throw new ArgumentOutOfRangeException(
                nameof(epoch),
                epoch,
                Epochs.Count == 0 ? "The model was trained for no epoch." : $"The model was trained for epochs 1 to {Epochs.Count}.");
        }

        return Epochs[epoch - 1].Model ?? throw new InvalidOperationException(
            $"The weights of epoch {epoch} were not kept; train with KeepEpochs = true to go back to any epoch. "
            + "A model file holds one epoch alone.");
    }
}
