namespace LstmForecast.Training;

/// <summary>Moves the weights of a network through one epoch.</summary>
internal interface IEpochOptimizer : IDisposable
{
    /// <summary>
    /// Runs an epoch (1-based). A cancelled one throws <see cref="OperationCanceledException"/>; the weights it leaves
    /// are those of some moment of the epoch.
    /// </summary>
    /// <param name="epoch">Which.</param>
    /// <param name="within">Told of every evaluation of loss and gradient.</param>
    /// <param name="cancellationToken">Stops it.</param>
    EpochOutcome Run(int epoch, Action<EpochPart> within, CancellationToken cancellationToken);

    /// <summary>All that the next epoch depends on beside the weights.</summary>
    byte[] ExportState();

    /// <summary>Goes on from what an optimiser of the same options exported.</summary>
    void RestoreState(byte[] state);

    /// <summary>Tells of the watched loss after an epoch.</summary>
    void Watch(double score)
    {
    }
}
