using System.Runtime.InteropServices;
using LstmForecast.Network;
using LstmForecast.TrainingData;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LstmForecast.Objectives;

/// <summary>Blocks by TorchSharp's automatic differentiation: for any network and any loss.</summary>
internal sealed class TorchBlockObjective : ShardedObjective
{
    private readonly LossSum _loss;
    private readonly LstmStack _stack;
    private readonly StackVector _vector;

    // One a worker; the first is the network itself.
    private readonly LstmStack[] _replicas;
    private readonly Parameter[][] _weights;
    private TorchBatch? _batch;
    private bool _withGradient;

    /// <param name="replicate">Makes a network of the same shape, for each worker; they belong to the objective.</param>
    /// <param name="plan">Series in a block, and blocks at once.</param>
    /// <param name="loss">What is summed.</param>
    public TorchBlockObjective(Func<LstmStack> replicate, BlockPlan plan, LossSum loss)
        : this([.. Enumerable.Range(0, plan.Threads).Select(_ => replicate())], plan, loss)
    {
    }

    private TorchBlockObjective(LstmStack[] replicas, BlockPlan plan, LossSum loss)
        : this(replicas, new WeightLayout(replicas[0].Shape).Count, plan, loss)
    {
    }

    private TorchBlockObjective(LstmStack[] replicas, int count, BlockPlan plan, LossSum loss)
        : base(count, count, plan, TorchWorkers.Start(plan.Threads))
    {
        _loss = loss;
        _replicas = replicas;
        _stack = replicas[0];
        _vector = new StackVector(_stack);
        _weights = [.. replicas.Select(StackVector.InOrder)];
    }

    public override long DropoutSeed
    {
        get => _stack.DropoutSeed;
        set => _stack.DropoutSeed = value;
    }

    public override double[] Import(NetworkWeights weights) => _vector.Import(weights);

    public override NetworkWeights Export(ReadOnlySpan<double> weights) => _vector.Export(weights);

    public override NetworkWeights ExportExactly(ReadOnlySpan<double> weights) => _vector.ExportExactly(weights);

    public override void Dispose()
    {
        base.Dispose();
        foreach (LstmStack replica in _replicas) replica.Dispose();
    }

    protected override void Begin(TrainingBatch batch, ReadOnlySpan<double> weights, bool withGradient)
    {
        _vector.Write(weights);
        (_batch, _withGradient) = (TorchBatch.Of(batch, CPU), withGradient);
        foreach (LstmStack replica in _replicas) Prepare(replica, withGradient);
    }

    protected override void Compute(int worker, int first, int count, double[] values)
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

    protected override void Collect(ReadOnlySpan<double> ofBlocks, Span<double> gradient) => ofBlocks.CopyTo(gradient);

    protected override void End() => _batch = null;

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
