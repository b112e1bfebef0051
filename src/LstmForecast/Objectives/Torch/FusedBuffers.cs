using System.Numerics;
using LstmForecast.Network;

namespace LstmForecast.Objectives;

/// <summary>What one pass of a layer works in, there and back; used again and again.</summary>
internal sealed class FusedBuffers<T> : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public FusedBuffers(LayerSize size, LayerKernel<T> kernel)
    {
        Weights = new LayerWeights<T>(size);
        Worker = new LayerWorker<T>(kernel, Weights);
    }

    public LayerWeights<T> Weights { get; }

    public LayerWorker<T> Worker { get; }

    /// <summary>The hidden states that come out, <c>[rows, steps, hidden]</c>.</summary>
    public ReusedTensor Output { get; } = new();

    /// <summary>Derivatives by what went in, <c>[rows, steps, input]</c>.</summary>
    public ReusedTensor InputGradient { get; } = new();

    public void Dispose()
    {
        Output.Dispose();
        InputGradient.Dispose();
    }
}
