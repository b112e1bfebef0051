namespace LstmForecast.Training;

/// <summary>
/// Keeps what blocks leave to the garbage collector from growing with their number. Of each block TorchSharp leaves some
/// kilobytes and about thirty small native objects that only a finalizer frees, strewn over libtorch's heap. The
/// collector sees the kilobytes alone and lets them grow to a share of the processor's cache, which can be more than
/// all activations together.
/// </summary>
internal sealed class GarbageLimit(int threads)
{
    /// <summary>About a megabyte. A collection of so little takes a thousandth of the time of the blocks.</summary>
    private const int BlocksPerThread = 32;

    private int _blocks;

    /// <summary>To be called once a block, from any thread. The count goes on from one batch to the next.</summary>
    public void BlockDone()
    {
        if (Interlocked.Increment(ref _blocks) % (BlocksPerThread * threads) == 0)
            GC.Collect(generation: 0, GCCollectionMode.Forced, blocking: true);
    }
}
