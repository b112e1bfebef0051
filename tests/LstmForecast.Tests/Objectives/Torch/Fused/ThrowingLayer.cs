using LstmForecast.Objectives;
using static TorchSharp.torch;

namespace LstmForecast.Tests.Objectives.Torch;

/// <summary>A layer that fails on the way back or already on the way there.</summary>
internal sealed class ThrowingLayer(bool inForward = false) : FusedLayer
{
    public override Tensor Forward(Tensor x, IReadOnlyList<Tensor> weights, bool keepTrace, out object? trace)
    {
        if (inForward) throw new InvalidOperationException("forward");
        trace = new object();
        return x * 2;
    }

    public override List<Tensor> Backward(
        Tensor x, IReadOnlyList<Tensor> weights, object trace, Tensor gradient, bool wantsInput) =>
        throw new InvalidOperationException("backward");

    public override void Dispose()
    {
    }
}
