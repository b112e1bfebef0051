using LstmForecast.Network;

namespace LstmForecast.Objectives;

/// <summary>
/// How a batch is cut into blocks of series, and how many of them are worked on at once. Only the latter depends on the
/// number of threads, so that the result does not.
/// </summary>
/// <param name="Rows">Series in a block, at most.</param>
/// <param name="Threads">Blocks at work at once.</param>
/// <param name="TraceSteps">
/// Time steps whose gates are kept for the backward pass; of a longer series they are computed again, stretch by stretch.
/// </param>
internal readonly record struct BlockPlan(int Rows, int Threads, int TraceSteps = int.MaxValue)
{
    /// <summary>
    /// One register tile of the widest kernel. Twice as many are no faster and take twice the memory.
    /// </summary>
    private const int PreferredRows = 6;

    /// <summary>Shorter stretches would spend their time on beginning.</summary>
    private const int LeastTraceSteps = 32;

    /// <param name="shape">The network.</param>
    /// <param name="steps">Time steps of the longest series.</param>
    /// <param name="bytesPerNumber">4 or 8.</param>
    /// <param name="threads">How many threads there are.</param>
    /// <param name="megabytes">What the activations of the blocks at work may take.</param>
    /// <param name="windows">Windows of the largest batch: no more threads than blocks of them.</param>
    public static BlockPlan For(
        NetworkShape shape, int steps, int bytesPerNumber, int threads, int megabytes, int windows = int.MaxValue)
    {
        // Batch normalisation needs all series of a batch together.
        if (shape.Normalization == Normalization.Batch) return new BlockPlan(int.MaxValue, 1);
        // Of each layer, row and step: four gates, a cell state, a hidden state and the input …
        long traceBytes = bytesPerNumber * shape.HiddenSizes.Select((hidden, layer) => 6L * hidden + shape.LayerInput(layer)).Sum();
        // … the output and its derivative, and the derivative by the input, which TorchSharp keeps apart.
        long otherBytes = bytesPerNumber * shape.HiddenSizes.Select((hidden, layer) => 2L * hidden + shape.LayerInput(layer)).Sum();
        long bytesPerRow = steps * (traceBytes + otherBytes);
        long budget = megabytes * (1L << 20);
        long rows = Math.Clamp(budget / bytesPerRow, 1, PreferredRows);
        long blocks = (windows + rows - 1) / rows;
        long atOnce = Math.Clamp(budget / (rows * bytesPerRow), 1, Math.Clamp(blocks, 1, threads));
        long traceSteps = bytesPerRow <= budget ? int.MaxValue : (budget - steps * otherBytes) / traceBytes;
        return new BlockPlan((int)rows, (int)atOnce, (int)Math.Max(traceSteps, LeastTraceSteps));
    }
}
