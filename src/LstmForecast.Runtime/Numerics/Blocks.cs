using System.Runtime.ExceptionServices;

namespace LstmForecast.Numerics;

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

    /// <summary>What the work makes of each item, in their order. Where several fail, the first one's exception is thrown.</summary>
    /// <param name="items">The items.</param>
    /// <param name="work">What is to be done for each; several at once.</param>
    /// <param name="atOnce">On how many threads at most; as many as there are cores unless given.</param>
    public static TResult[] Select<T, TResult>(IReadOnlyList<T> items, Func<T, TResult> work, int? atOnce = null)
    {
        var results = new TResult[items.Count];
        int failed = int.MaxValue;
        Exception? failure = null;
        var oneAtATime = new Lock();
        // Ranges, as an item may be little work.
        int size = Math.Max(1, items.Count / (8 * (atOnce ?? Environment.ProcessorCount)));
        int[] firsts = [.. Enumerable.Range(0, (items.Count + size - 1) / size).Select(range => range * size)];
        if (firsts.Length > 0) ForEach(firsts, Range, atOnce);
        if (failure is not null) ExceptionDispatchInfo.Throw(failure);
        return results;

        void Range(int first)
        {
            for (int i = first; i < Math.Min(first + size, items.Count) && i < Volatile.Read(ref failed); i++)
            {
                try
                {
                    results[i] = work(items[i]);
                }
#pragma warning disable CA1031 // Thrown when it is known which item is the first.
                catch (Exception problem)
#pragma warning restore CA1031
                {
                    lock (oneAtATime)
                    {
                        if (i < failed) (failed, failure) = (i, problem);
                    }
                }
            }
        }
    }
}
