using LstmForecast.Network;
using LstmForecast.Objectives;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LstmForecast.Tests.Objectives.Torch;

/// <summary>The fused engine's gradient against its own losses: no other engine takes part.</summary>
public sealed class FusedDifferencesTests
{
    private const double Step = 1e-5;

    [Theory]
    [InlineData(Normalization.None)]
    [InlineData(Normalization.Layer)]
    [InlineData(Normalization.Batch)]
    public void Backward_SmallStackInFloat64_EqualsFiniteDifferences(Normalization normalization)
    {
        using DisposeScope scope = NewDisposeScope();
        var one = new StackCase(
            new NetworkShape(2, [3, 4], [2], 1, normalization), Rows: 4, Steps: 5, Dropout: 0.3, Seed: 5);
        using LstmStack stack = one.Stack(LayerRunner.Fused, ScalarType.Float64);
        stack.train();
        Tensor input = one.Input(ScalarType.Float64).requires_grad_();
        one.Loss(stack.Forward(input, future: 0)).backward();
        FusedLstmFunction.ThrowIfBackwardFailed();

        foreach (Tensor leaf in (Tensor[])[input, .. stack.parameters().Cast<Parameter>()])
        {
            double[] gradient = StackCase.Numbers(leaf.grad!);
            double[] expected = Differences(leaf, () => one.Loss(stack.Forward(input, future: 0)));

            gradient.Zip(expected, (a, e) => Math.Abs(a - e)).Max().Should().BeLessThan(1e-6 * Math.Max(1, gradient.Max(Math.Abs)));
        }
    }

    private static double[] Differences(Tensor leaf, Func<Tensor> loss)
    {
        using IDisposable noGradient = no_grad();
        Tensor flat = leaf.detach().view(-1); // shares the leaf's memory
        double Moved(int i, double by)
        {
            using DisposeScope scope = NewDisposeScope();
            double before = flat[i].ToDouble();
            flat[i] = tensor(before + by, ScalarType.Float64);
            double moved = loss().ToDouble();
            flat[i] = tensor(before, ScalarType.Float64);
            return moved;
        }

        return [.. Enumerable.Range(0, (int)leaf.numel()).Select(i => (Moved(i, Step) - Moved(i, -Step)) / (2 * Step))];
    }
}
