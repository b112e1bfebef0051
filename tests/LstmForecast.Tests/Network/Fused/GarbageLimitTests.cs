using LstmForecast.Tests.Training;
using LstmForecast.Training;

namespace LstmForecast.Tests.Network.Fused;

/// <summary>Collections are those of the whole process.</summary>
[Collection(nameof(RunsAlone))]
public sealed class GarbageLimitTests
{
    /// <summary>Far too little for a collection of its own accord: what is freed, the limit has freed.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void BlockDone_ManySmallBlocks_FreesWhatTheyLeft(int threads)
    {
        const int Blocks = 400;
        var limit = new GarbageLimit(threads);
        var left = new WeakReference[Blocks];

        for (int block = 0; block < Blocks; block++)
        {
            left[block] = new WeakReference(new byte[1000]);
            limit.BlockDone();
        }

        left.Count(one => one.IsAlive).Should().BeLessThan(64 * threads);
    }
}
