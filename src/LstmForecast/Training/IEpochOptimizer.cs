namespace LstmForecast.Training;

/// <summary>Moves the weights of a network through one epoch.</summary>
internal interface IEpochOptimizer : IDisposable
{
    /// <summary>
    /// Runs an epoch (1-based). A cancelled one throws <see cref="OperationCanceledException"/>; the weights it leaves
    /// are those of some moment of the epoch.
    /// </summary>
    EpochOutcome Run(int epoch, CancellationToken cancellationToken);

    /// <summary>All that the next epoch depends on beside the weights.</summary>
    byte[] ExportState();

    /// <summary>Goes on from what an optimiser of the same options exported.</summary>
    void RestoreState(byte[] state);

    /// <summary>Tells of the watched loss after an epoch.</summary>
    void Watch(double score)
    {
    }
}
