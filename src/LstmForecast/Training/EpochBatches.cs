using LstmForecast.TrainingData;

namespace LstmForecast.Training;

/// <summary>Batches, one after the other; those that are needed again are kept as long as there is room for them.</summary>
/// <param name="windows">What they are made of.</param>
/// <param name="batches">The windows of each.</param>
/// <param name="areKept">Whether they are needed again.</param>
internal sealed class EpochBatches(WindowSet windows, Window[][] batches, bool areKept = true) : IDisposable
{
    // Of each network of an ensemble. Filling the others anew takes little beside the network.
    private const long MostBytes = 16L << 20;

    private readonly TrainingBatch?[] _kept = new TrainingBatch?[batches.Length];
    private long _bytes;

    public int Count => batches.Length;

    /// <summary>Does something with a batch, which belongs to this object.</summary>
    public double Use(int index, Func<TrainingBatch, double> use)
    {
        if (_kept[index] is TrainingBatch kept) return use(kept);
        TrainingBatch batch = windows.Batch(batches[index]);
        long bytes = windows.BytesOf(batches[index]);
        if (areKept && _bytes + bytes <= MostBytes)
        {
            _bytes += bytes;
            _kept[index] = batch;
            return use(batch);
        }

        using (batch) return use(batch);
    }

    public void Dispose()
    {
        foreach (TrainingBatch? batch in _kept) batch?.Dispose();
    }
}
