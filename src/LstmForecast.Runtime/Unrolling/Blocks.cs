using System.Runtime.ExceptionServices;

namespace LstmForecast.Unrolling;

/// <summary>Work in blocks on all cores; may be nested.</summary>
internal static class Blocks
{
    /// <summary>Does the work of all blocks. What one of them throws is thrown as it is, whatever the others do.</summary>
    /// <param name="blocks">The blocks.</param>
    /// <param name="work">What is to be done for each.</param>
    /// <param name="atOnce">On how many threads at most; as many as there are cores unless given.</param>
    public static void ForEach<TBlock>(IReadOnlyList<TBlock> blocks, Action<TBlock> work, int? atOnce = null)
    {
        if (blocks.Count == 1)
        {
            work(blocks[0]);
            return;
        }

        try
        {
            Parallel.ForEach(blocks, new ParallelOptions { MaxDegreeOfParallelism = atOnce ?? -1 }, work);
        }
        catch (AggregateException several)
        {
            ExceptionDispatchInfo.Throw(several.InnerExceptions[0]);
        }
    }
}
