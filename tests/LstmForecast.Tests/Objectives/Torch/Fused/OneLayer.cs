using LstmForecast.Objectives;
using TorchSharp;
using static TorchSharp.torch;

namespace LstmForecast.Tests.Objectives.Torch;

/// <summary>A layer of 3 inputs and 5 units with its weights, in float64.</summary>
internal sealed class OneLayer : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public FusedLayer Layer { get; } = FusedLayer.Create(3, 5, ScalarType.Float64);

    /// <summary>PyTorch's weight_ih, weight_hh, bias_ih and bias_hh.</summary>
    public Tensor[] Weights { get; } = [Leaf(20, 3), Leaf(20, 5), Leaf(20), Leaf(20)];

    /// <summary><c>[series, time, input]</c>.</summary>
    public static Tensor Input(long rows = 4, long steps = 7, int start = 0) =>
        linspace(start, start + 50, rows * steps * 3, ScalarType.Float64).sin().view(rows, steps, 3);

    public Tensor Run(Tensor x) => FusedLstmFunction.Run(Layer, x, Weights);

    /// <summary>All weights' gradients in a row, which are then forgotten.</summary>
    public double[] TakeGradients()
    {
        FusedLstmFunction.ThrowIfBackwardFailed();
        double[] gradients = [.. Weights.SelectMany(weight => StackCase.Numbers(weight.grad!))];
        foreach (Tensor weight in Weights) weight.grad = null;
        return gradients;
    }

    public void Dispose() => _scope.Dispose();

    private static Tensor Leaf(params long[] shape)
    {
        long count = shape.Aggregate((a, b) => a * b);
        return (linspace(1, 40, count, ScalarType.Float64).cos() * 0.4).view(shape).detach().requires_grad_();
    }
}
