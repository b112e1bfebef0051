using LstmForecast.Windows;

namespace LstmForecast.Training;

/// <summary>Loss and gradient over one block of a batch after the other, by several workers at once.</summary>
internal interface IBlockLoss : IDisposable
{
    /// <summary>Before the blocks of an evaluation, with the weights as they are now.</summary>
    /// <param name="batch">What the blocks are parts of; used until <see cref="End"/>.</param>
    /// <param name="withGradient">Training mode and a backward pass, or evaluation mode and none.</param>
    void Begin(TrainingBatch batch, bool withGradient);

    /// <summary>One block.</summary>
    /// <param name="worker">Who computes it, 0-based; no two blocks at once have the same.</param>
    /// <param name="first">The block's first window.</param>
    /// <param name="count">How many.</param>
    /// <param name="values">
    /// Filled with the gradient of the block's part of the mean, all weights in a row, if there is to be one, and as the
    /// last number the sum of losses.
    /// </param>
    void Compute(int worker, int first, int count, double[] values);

    /// <summary>After the blocks, also if one failed.</summary>
    void End();
}
