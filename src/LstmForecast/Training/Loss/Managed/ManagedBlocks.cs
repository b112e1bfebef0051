using System.Numerics;
using LstmForecast.Lstm;
using LstmForecast.Network;
using LstmForecast.Windows;
using static TorchSharp.torch;

namespace LstmForecast.Training;

/// <summary>
/// Blocks by the managed kernel from the inputs to the gradient, without a tensor: nothing is allocated or left to a
/// finalizer, however many blocks there are.
/// </summary>
internal static class ManagedBlocks
{
    /// <summary>
    /// Null where something stands between the layers or the loss has no closed form: that is for automatic
    /// differentiation.
    /// </summary>
    public static IBlockLoss? For(LstmStack stack, BlockPlan plan, LossSum loss) => stack.Type == ScalarType.Float64
        ? For(stack, plan, loss, LayerKernel<double>.Widest)
        : For(stack, plan, loss, LayerKernel<float>.Widest);

    /// <inheritdoc cref="For(LstmStack, BlockPlan, LossSum)"/>
    public static IBlockLoss? For<T>(LstmStack stack, BlockPlan plan, LossSum loss, LayerKernel<T> kernel)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        stack.IsPlain && loss.Pointwise<T>() is PointwiseLoss<T> pointwise
            ? new ManagedBlocks<T>(new ManagedNetwork<T>(stack, kernel), pointwise, loss.Parameters, plan)
            : null;
}

/// <inheritdoc cref="ManagedBlocks"/>
internal sealed class ManagedBlocks<T> : IBlockLoss
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly ManagedNetwork<T> _network;
    private readonly int _parameters;
    private readonly BlockPass<T>[] _passes;
    private BatchMemory<T>? _batch;
    private bool _withGradient;

    public ManagedBlocks(ManagedNetwork<T> network, PointwiseLoss<T> loss, int parameters, BlockPlan plan)
    {
        _network = network;
        _parameters = parameters;
        _passes = [.. Enumerable.Range(0, plan.Threads).Select(_ => new BlockPass<T>(network, loss, plan.TraceSteps))];
    }

    public void Begin(TrainingBatch batch, bool withGradient)
    {
        _network.ReadWeights();
        _batch = new BatchMemory<T>(batch, _network.Shape, _parameters);
        _withGradient = withGradient;
    }

    public void Compute(int worker, int first, int count, double[] values)
    {
        BlockMemory<T> block = _batch!.Block(first, count);
        values[^1] = _withGradient
            ? _passes[worker].Backward(block, values.AsSpan(0, values.Length - 1))
            : _passes[worker].Evaluate(block);
    }

    public void End()
    {
        _batch?.Dispose();
        _batch = null;
    }

    public void Dispose() => End();
}
