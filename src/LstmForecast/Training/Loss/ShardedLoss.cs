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
    private readonly LstmStack _stack;
    private readonly LossSum _loss;
    private readonly Parameter[] _weights;
    private readonly int _numbers;

    // One a thread; the first is the network itself.
    private readonly LstmStack[] _replicas;
    private readonly Parameter[][] _replicaWeights;
    private readonly WorkerThreads _threads;
    private readonly GarbageLimit _garbage;
    private readonly int _rowsInBlock;

    /// <param name="stack">The network whose gradient is wanted.</param>
    /// <param name="replicate">Makes a network of the same shape, for each further thread.</param>
    /// <param name="plan">Series in a block, and blocks at once.</param>
    /// <param name="loss">What is summed.</param>
    public ShardedLoss(LstmStack stack, Func<LstmStack> replicate, BlockPlan plan, LossSum loss)
    {
        _stack = stack;
        _loss = loss;
        _weights = [.. stack.parameters()];
        _rowsInBlock = plan.Rows;
        _numbers = (int)_weights.Sum(weight => weight.numel());
        _replicas = [stack, .. Enumerable.Range(1, plan.Threads - 1).Select(_ => replicate())];
        _replicaWeights = [.. _replicas.Select(replica => replica.parameters().ToArray())];
        _threads = new WorkerThreads(plan.Threads);
        _garbage = new GarbageLimit(plan.Threads);
    }

    /// <inheritdoc/>
    public double Backward(TrainingBatch batch, CancellationToken cancellationToken)
    {
        var sums = new OrderedSum(_numbers + 1);
        Run(batch, sums, withGradient: true, cancellationToken);
        SetGradients(sums.Total);
        return sums.Total[^1] / batch.Count;
    }

    /// <inheritdoc/>
    public double Evaluate(TrainingBatch batch, CancellationToken cancellationToken)
    {
        var sums = new OrderedSum(1);
        Run(batch, sums, withGradient: false, cancellationToken);
        return sums.Total[0] / batch.Count;
    }

    public void Dispose()
    {
        _threads.Dispose();
        foreach (LstmStack replica in _replicas[1..]) replica.Dispose();
    }

    private void Run(TrainingBatch batch, OrderedSum sums, bool withGradient, CancellationToken cancellationToken)
    {
        int rows = (int)batch.Inputs.shape[0];
        int blocks = (int)((rows + (long)_rowsInBlock - 1) / _rowsInBlock);
        foreach (LstmStack replica in _replicas) Prepare(replica, withGradient);
        _threads.Run(blocks, (worker, block) =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            int first = block * _rowsInBlock;
            int count = Math.Min(_rowsInBlock, rows - first);
            sums.Add(block, BlockSums(worker, batch, first, count, sums.Rent(), withGradient));
            _garbage.BlockDone();
        });
    }

    private void Prepare(LstmStack replica, bool training)
    {
        if (training) replica.train();
        else replica.eval();
        replica.DropoutSeed = _stack.DropoutSeed;
        if (ReferenceEquals(replica, _stack)) return;
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        Dictionary<string, Tensor> from = _stack.state_dict();
        foreach ((string name, Tensor to) in replica.state_dict()) to.copy_(from[name]);
    }

    /// <summary>The gradient of the block's part of the mean, all weights in a row, and its sum of losses.</summary>
    private double[] BlockSums(int worker, TrainingBatch batch, int first, int count, double[] values, bool withGradient)
    {
        LstmStack replica = _replicas[worker];
        using DisposeScope scope = NewDisposeScope();
        using IDisposable mode = withGradient ? enable_grad() : no_grad();
        Tensor losses = _loss.Of(replica.ForwardBlock(batch.Inputs, first, count), batch, first, count);
        values[^1] = Number(losses);
        if (!withGradient) return values;
        replica.zero_grad();
        // TorchSharp would leave a scalar of its own making to the finalizer, which may come before the division is done.
        using Scalar numbers = batch.Count;
        (losses / numbers).backward();
        FusedLstmFunction.ThrowIfBackwardFailed();
        values.AsSpan(0, _numbers).Clear();
        int at = 0;
        foreach (Parameter weight in _replicaWeights[worker])
        {
            if (weight.grad is Tensor gradient)
                gradient.to_type(ScalarType.Float64).data<double>().CopyTo(values.AsSpan(at, (int)weight.numel()));
            at += (int)weight.numel();
        }

        return values;
    }

    /// <summary>What a tensor of one number holds, without a scalar in between.</summary>
    private static double Number(Tensor one) => one.dtype == ScalarType.Float64
        ? MemoryMarshal.Read<double>(one.bytes)
        : MemoryMarshal.Read<float>(one.bytes);

    private void SetGradients(double[] total)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        int at = 0;
        foreach (Parameter weight in _weights)
        {
            int size = (int)weight.numel();
            Tensor gradient = tensor(total[at..(at + size)], weight.shape).to_type(weight.dtype);
            if (weight.grad is Tensor existing) existing.copy_(gradient);
            else weight.grad = gradient;
            at += size;
        }
    }
}
