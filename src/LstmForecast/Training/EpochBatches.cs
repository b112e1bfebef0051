using LstmForecast.TrainingData;

namespace LstmForecast.Training;

/// <summary>Batches that are needed more than once: kept after their first use as long as there is room for them.</summary>
internal sealed class EpochBatches(WindowSet windows, Window[][] batches) : IDisposable
{
    private const long MostBytes = 64L << 20;

    private readonly TrainingBatch?[] _kept = new TrainingBatch?[batches.Length];
    private long _bytes;

    public int Count => batches.Length;

    /// <summary>Does something with a batch, which belongs to this object.</summary>
    public double Use(int index, Func<TrainingBatch, double> use)
    {
        if (_kept[index] is TrainingBatch kept) return use(kept);
        TrainingBatch batch = windows.Batch(batches[index]);
        long bytes = windows.BytesOf(batches[index]);
        if (_bytes + bytes <= MostBytes)
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
