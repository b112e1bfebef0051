using LstmForecast.Network;

namespace LstmForecast.TrainingData;

/// <summary>Memory that one batch after the other uses. Belongs to one thread.</summary>
internal sealed class BatchMemory
{
    public BufferPool<float> Floats { get; } = new();

    public BufferPool<double> Doubles { get; } = new();
}

/// <summary>
/// Buffers that come back and are lent again: pinned memory that comes and goes with every mini-batch would wait for
/// the rarest of garbage collections.
/// </summary>
internal sealed class BufferPool<T>
    where T : unmanaged
{
    /// <summary>More do not lie around.</summary>
    private const int MostFree = 16;

    private readonly List<AlignedBuffer<T>> _free = [];

    /// <summary>A buffer of at least so many numbers, with what is left in it from before.</summary>
    public AlignedBuffer<T> Rent(long length)
    {
        int best = -1;
        for (int i = 0; i < _free.Count; i++)
        {
            if (_free[i].Length >= length && (best < 0 || _free[i].Length < _free[best].Length)) best = i;
        }

        // One much too large is better left to a batch that needs it.
        if (best < 0 || _free[best].Length > 4 * length + 1024) return new AlignedBuffer<T>(length);
        AlignedBuffer<T> buffer = _free[best];
        _free.RemoveAt(best);
        return buffer;
    }

    public void Return(AlignedBuffer<T>? buffer)
    {
        if (buffer is null) return;
        if (_free.Count == MostFree) _free.RemoveAt(0);
        _free.Add(buffer);
    }
}
