using LstmForecast.TrainingData;

namespace LstmForecast.Training;

/// <summary>All windows in one batch, made anew only where gaps are filled with what the network has learnt since.</summary>
internal sealed class CurrentBatch(WindowSet windows, NetworkInTraining network) : IDisposable
{
    private TrainingBatch? _batch;

    /// <summary>The batch as of now; valid until it is asked for again.</summary>
    public TrainingBatch Get()
    {
        if (_batch is not null && !windows.HasGaps) return _batch;
        _batch?.Dispose();
        if (windows.HasGaps) windows.FillGaps(network.Export());
        return _batch = windows.All();
    }

    public void Dispose() => _batch?.Dispose();
}
