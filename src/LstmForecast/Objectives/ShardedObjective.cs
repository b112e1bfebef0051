using LstmForecast.Network;
using LstmForecast.TrainingData;

namespace LstmForecast.Objectives;

/// <summary>
/// Loss and gradient over a batch in blocks of series, on several threads. The blocks do not depend on the number of
/// threads, and what they give is added in their order: the result has the same bits on any number of them. Only the
/// blocks at work hold activations.
/// </summary>
internal abstract class ShardedObjective : INetworkObjective
{
    /// <summary>How far a thread may get ahead of the others; more than a block's time may vary.</summary>
    private const int BlocksAhead = 8;

    private readonly WorkerThreads _threads;
    private readonly OrderedSum _lossAndGradient;
    private readonly OrderedSum _loss;
    private readonly int _rowsInBlock;

    /// <param name="count">Weights that are trained.</param>
    /// <param name="blockGradientSize">Numbers in the gradient of a block.</param>
    /// <param name="plan">Series in a block, and blocks at once.</param>
    /// <param name="threads">As many as the plan has; belong to the objective from now on.</param>
    protected ShardedObjective(int count, int blockGradientSize, BlockPlan plan, WorkerThreads threads)
    {
        Count = count;
        _rowsInBlock = plan.Rows;
        _threads = threads;
        _lossAndGradient = new OrderedSum(blockGradientSize + 1, BlocksAhead * plan.Threads);
        _loss = new OrderedSum(1, BlocksAhead * plan.Threads);
    }

    public int Count { get; }

    public abstract long DropoutSeed { get; set; }

    public double Differentiate(
        TrainingBatch batch, ReadOnlySpan<double> weights, Span<double> gradient, CancellationToken cancellationToken)
    {
        Run(batch, weights, _lossAndGradient, withGradient: true, cancellationToken);
        Collect(_lossAndGradient.Total[..^1], gradient);
        return _lossAndGradient.Total[^1] / batch.Count;
    }

    public double Evaluate(TrainingBatch batch, ReadOnlySpan<double> weights, CancellationToken cancellationToken)
    {
        Run(batch, weights, _loss, withGradient: false, cancellationToken);
        return _loss.Total[0] / batch.Count;
    }

    public abstract double[] Import(NetworkWeights weights);

    public abstract NetworkWeights Export(ReadOnlySpan<double> weights);

    public abstract NetworkWeights ExportExactly(ReadOnlySpan<double> weights);

    public virtual void Dispose() => _threads.Dispose();

    /// <summary>Before the blocks of an evaluation.</summary>
    /// <param name="batch">What the blocks are parts of; used until <see cref="End"/>.</param>
    /// <param name="weights">All weights in a row.</param>
    /// <param name="withGradient">Training mode and a backward pass, or evaluation mode and none.</param>
    protected abstract void Begin(TrainingBatch batch, ReadOnlySpan<double> weights, bool withGradient);

    /// <summary>One block.</summary>
    /// <param name="worker">Who computes it, 0-based; no two blocks at once have the same.</param>
    /// <param name="first">The block's first window.</param>
    /// <param name="count">How many.</param>
    /// <param name="values">
    /// Filled with the gradient of the block's part of the mean, if there is to be one, and as the last number the sum of
    /// losses.
    /// </param>
    protected abstract void Compute(int worker, int first, int count, double[] values);

    /// <summary>From the sum of the gradients of all blocks to the gradient, all weights in a row.</summary>
    protected abstract void Collect(ReadOnlySpan<double> ofBlocks, Span<double> gradient);

    /// <summary>After the blocks, also if one failed.</summary>
    protected abstract void End();

    private void Run(
        TrainingBatch batch, ReadOnlySpan<double> weights, OrderedSum sums, bool withGradient, CancellationToken cancellationToken)
    {
        var blocks = new BlockCuts(batch.Windows, _rowsInBlock);
        try
        {
            Begin(batch, weights, withGradient);
            sums.Begin();
            _threads.Run(blocks.Count, (worker, block) =>
            {
                if (sums.Rent(block) is not double[] values) return;
                try
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    Compute(worker, blocks.First(block), blocks.Rows(block), values);
                    sums.Add(block, values);
                }
                catch
                {
                    sums.Abandon();
                    throw;
                }
            });
        }
        finally
        {
            End();
        }
    }
}
