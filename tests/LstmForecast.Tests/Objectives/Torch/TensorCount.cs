using static TorchSharp.torch;

namespace LstmForecast.Tests.Objectives;

/// <summary>How many tensors work leaves behind. For tests in the collection <see cref="ProcessWide"/>.</summary>
internal static class TensorCount
{
    /// <summary>How the number of tensors has changed after each run but the first, which may set things up.</summary>
    public static long[] AfterEachRun(Action work)
    {
        work();
        // What other tests left to the finalizer must not go during the count.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        long before = Tensor.TotalCount;
        return [.. Enumerable.Range(0, 5).Select(_ =>
        {
            work();
            return Tensor.TotalCount - before;
        })];
    }
}
