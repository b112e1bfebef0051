using System.Runtime.ExceptionServices;

namespace LstmForecast.Forecasting;

/// <summary>Work in blocks on all cores; may be nested.</summary>
internal static class Blocks
{
    /// <summary>Does the work of all blocks. What one of them throws is thrown as it is, whatever the others do.</summary>
    public static void ForEach<TBlock>(IReadOnlyList<TBlock> blocks, Action<TBlock> work)
    {
        if (blocks.Count == 1)
        {
            work(blocks[0]);
            return;
        }

        try
        {
            Parallel.ForEach(blocks, work);
        }
        catch (AggregateException several)
        {
            ExceptionDispatchInfo.Throw(several.Flatten().InnerExceptions[0]);
        }
    }
}
