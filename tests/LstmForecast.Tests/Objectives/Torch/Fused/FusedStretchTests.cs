using LstmForecast.Backend;
using LstmForecast.Network;
using LstmForecast.Objectives;
using TorchSharp;
using static TorchSharp.torch;

namespace LstmForecast.Tests.Objectives.Torch;

/// <summary>Gates that are kept for a part of the time steps and computed again give what all of them give.</summary>
public sealed class FusedStretchTests
{
    private static readonly NetworkShape Shape = new(2, [7, 5], [], 2, Normalization.None);

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(20)]
    [InlineData(22)]
    [InlineData(23)]
    public void Backward_GatesOfSomeStepsKept_GivesTheSameGradients(int traceSteps)
    {
        NativeBackend.EnsureLoaded();
        using DisposeScope scope = NewDisposeScope();
        (double[] wholeOutputs, double[] wholeGradients) = Run(int.MaxValue);

        // Twice, since buffers are used again.
        (double[] outputs, double[] gradients) = Run(traceSteps);

        outputs.Should().Equal(wholeOutputs);
        double largest = wholeGradients.Max(Math.Abs);
        gradients.Zip(wholeGradients, (a, b) => Math.Abs(a - b)).Max().Should().BeLessThan(1e-13 * largest);
    }

    private static (double[] Outputs, double[] Gradients) Run(int traceSteps)
    {
        const int Steps = 22;
        using var stack = new LstmStack(
            Shape, dropout: 0, ScalarType.Float64, LayerRunner.Fused, traceSteps: traceSteps);
        StackWeights.Import(stack, WeightInitializer.Initialize(Shape, seed: 1, Precision.Float64));
        double[] numbers = [.. Enumerable.Range(0, 3 * Steps * 2).Select(i => Math.Sin(i * 0.7))];
        using Tensor input = tensor(numbers, [3, Steps, 2], requires_grad: true);
        double[] outputs = [];
        for (int run = 0; run < 2; run++)
        {
            Tensor output = stack.forward(input);
            (output * output).sum().backward();
            FusedLstmFunction.ThrowIfBackwardFailed();
            outputs = output.data<double>().ToArray();
        }

        return (outputs, [.. input.grad!.data<double>(), .. stack.parameters().SelectMany(weight => weight.grad!.data<double>())]);
    }
}
