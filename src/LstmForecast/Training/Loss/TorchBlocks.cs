using System.Runtime.InteropServices;
using LstmForecast.Network;
using LstmForecast.Windows;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LstmForecast.Training;

/// <summary>Blocks by TorchSharp's automatic differentiation: for any network and any loss.</summary>
internal sealed class TorchBlocks : IBlockLoss
{
    private readonly LstmStack _stack;
    private readonly LossSum _loss;

    // One a worker; the first is the network itself.
    private readonly LstmStack[] _replicas;
    private readonly Parameter[][] _weights;
    private TrainingBatch? _batch;
    private bool _withGradient;

    /// <param name="stack">The network whose gradient is wanted.</param>
    /// <param name="replicate">Makes a network of the same shape, for each further worker.</param>
    /// <param name="workers">How many there are.</param>
    /// <param name="loss">What is summed.</param>
    public TorchBlocks(LstmStack stack, Func<LstmStack> replicate, int workers, LossSum loss)
    {
        _stack = stack;
        _loss = loss;
        _replicas = [stack, .. Enumerable.Range(1, workers - 1).Select(_ => replicate())];
        _weights = [.. _replicas.Select(replica => replica.parameters().ToArray())];
    }

    public void Begin(TrainingBatch batch, bool withGradient)
    {
        (_batch, _withGradient) = (batch, withGradient);
        foreach (LstmStack replica in _replicas) Prepare(replica, withGradient);
    }

    public void Compute(int worker, int first, int count, double[] values)
    {
        LstmStack replica = _replicas[worker];
        using DisposeScope scope = NewDisposeScope();
        using IDisposable mode = _withGradient ? enable_grad() : no_grad();
        Tensor losses = _loss.Of(replica.ForwardBlock(_batch!.Inputs, first, count), _batch, first, count);
        values[^1] = Number(losses);
        if (!_withGradient) return;
        replica.zero_grad();
        // TorchSharp would leave a scalar of its own making to the finalizer, which may come before the division is done.
        using Scalar numbers = _batch.Count;
        (losses / numbers).backward();
        FusedLstmFunction.ThrowIfBackwardFailed();
        values.AsSpan(0, values.Length - 1).Clear();
        int at = 0;
        foreach (Parameter weight in _weights[worker])
        {
            if (weight.grad is Tensor gradient)
                gradient.to_type(ScalarType.Float64).data<double>().CopyTo(values.AsSpan(at, (int)weight.numel()));
            at += (int)weight.numel();
        }
    }

    public void End() => _batch = null;

    public void Dispose()
    {
        foreach (LstmStack replica in _replicas[1..]) replica.Dispose();
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

    /// <summary>What a tensor of one number holds, without a scalar in between.</summary>
    private static double Number(Tensor one) => one.dtype == ScalarType.Float64
        ? MemoryMarshal.Read<double>(one.bytes)
        : MemoryMarshal.Read<float>(one.bytes);
}
