using System.Runtime.InteropServices;
using LstmForecast.Network;
using LstmForecast.Windows;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LstmForecast.Training;

/// <summary>
/// Loss and gradient over a batch in blocks of series, on several threads. The blocks do not depend on the number of
/// threads, and what they give is added in their order: the result has the same bits on any number of them. Only the
/// blocks at work hold activations.
/// </summary>
internal sealed class ShardedLoss : IBatchLoss
{
    /// <summary>How far a thread may get ahead of the others; more than a block's time may vary.</summary>
    private const int BlocksAhead = 8;

    private readonly Parameter[] _weights;
    private readonly IBlockLoss _blocks;
    private readonly WorkerThreads _threads;
    private readonly OrderedSum _lossAndGradient;
    private readonly OrderedSum _loss;
    private readonly int _rowsInBlock;

    /// <param name="stack">The network whose gradient is wanted.</param>
    /// <param name="replicate">Makes a network of the same shape, for each further thread that needs one.</param>
    /// <param name="plan">Series in a block, and blocks at once.</param>
    /// <param name="loss">What is summed.</param>
    public ShardedLoss(LstmStack stack, Func<LstmStack> replicate, BlockPlan plan, LossSum loss)
    {
        _weights = [.. stack.parameters()];
        _rowsInBlock = plan.Rows;
        _blocks = ManagedBlocks.For(stack, plan, loss) ?? new TorchBlocks(stack, replicate, plan.Threads, loss);
        _threads = new WorkerThreads(plan.Threads);
        _lossAndGradient = new OrderedSum((int)_weights.Sum(weight => weight.numel()) + 1, BlocksAhead * plan.Threads);
        _loss = new OrderedSum(1, BlocksAhead * plan.Threads);
    }

    /// <inheritdoc/>
    public double Backward(TrainingBatch batch, CancellationToken cancellationToken)
    {
        Run(batch, _lossAndGradient, withGradient: true, cancellationToken);
        SetGradients(_lossAndGradient.Total);
        return _lossAndGradient.Total[^1] / batch.Count;
    }

    /// <inheritdoc/>
    public double Evaluate(TrainingBatch batch, CancellationToken cancellationToken)
    {
        Run(batch, _loss, withGradient: false, cancellationToken);
        return _loss.Total[0] / batch.Count;
    }

    public void Dispose()
    {
        _threads.Dispose();
        _blocks.Dispose();
    }

    private void Run(TrainingBatch batch, OrderedSum sums, bool withGradient, CancellationToken cancellationToken)
    {
        int rows = (int)batch.Inputs.shape[0];
        int blocks = (int)((rows + (long)_rowsInBlock - 1) / _rowsInBlock);
        try
        {
            _blocks.Begin(batch, withGradient);
            sums.Begin();
            _threads.Run(blocks, (worker, block) =>
            {
                if (sums.Rent(block) is not double[] values) return;
                try
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    int first = block * _rowsInBlock;
                    _blocks.Compute(worker, first, Math.Min(_rowsInBlock, rows - first), values);
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
            _blocks.End();
        }
    }

    private void SetGradients(ReadOnlySpan<double> total)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        foreach (Parameter weight in _weights)
        {
            if (weight.grad is not Tensor gradient || !gradient.is_contiguous())
                weight.grad = gradient = empty(weight.shape, dtype: weight.dtype);
            int size = (int)weight.numel();
            Write(total[..size], gradient);
            total = total[size..];
        }
    }

    private static void Write(ReadOnlySpan<double> values, Tensor to)
    {
        if (to.dtype == ScalarType.Float64)
        {
            values.CopyTo(MemoryMarshal.Cast<byte, double>(to.bytes));
            return;
        }

        Span<float> numbers = MemoryMarshal.Cast<byte, float>(to.bytes);
        for (int i = 0; i < values.Length; i++) numbers[i] = (float)values[i];
    }
}
