using LstmForecast.Network;
using LstmForecast.Objectives;
using TorchSharp;
using static TorchSharp.torch;

namespace LstmForecast.Tests.Objectives;

public sealed class LstmStackGradientTests
{
    private const double Step = 1e-5;

    [Theory]
    [InlineData(Normalization.None, 0)]
    [InlineData(Normalization.Layer, 0)]
    [InlineData(Normalization.Batch, 0)]
    [InlineData(Normalization.None, 0.4)]
    public void Backward_LossOverForcedAndFreeSteps_AgreesWithFiniteDifferences(
        Normalization normalization, double dropout)
    {
        NetworkWeights weights = Example.Weights(new NetworkShape(2, [3, 4], [3], 2, normalization));
        using LstmStack stack = Example.Stack(weights, dropout: dropout);
        stack.train();
        stack.DropoutSeed = 5;
        using Tensor input = Example.ToTensor(Example.Input(series: 5, time: 3, channels: 2));
        using (Tensor loss = Loss(stack, input)) loss.backward();
        Dictionary<string, double[]> gradients = stack.named_parameters()
            .ToDictionary(entry => entry.name, entry => Example.Flat(entry.parameter.grad!));

        gradients.Keys.Should().BeEquivalentTo(
            weights.Shape.Weights().Select(weight => weight.Name)
                .Where(name => !name.Contains("running", StringComparison.Ordinal)));
        foreach ((string name, double[] gradient) in gradients)
        {
            double[] expected = [.. gradient.Select((_, i) => Difference(stack, weights, weights[name], i, input))];
            gradient.Should().Equal(expected, (a, b) => Math.Abs(a - b) <= 1e-7 * (1 + Math.Abs(b)), "of {0}", name);
        }
    }

    /// <summary>The central difference of the loss by one weight.</summary>
    private static double Difference(LstmStack stack, NetworkWeights weights, double[] values, int index, Tensor input)
    {
        double value = values[index];
        double difference = (LossAt(value + Step) - LossAt(value - Step)) / (2 * Step);
        values[index] = value;
        return difference;

        double LossAt(double moved)
        {
            values[index] = moved;
            StackWeights.Import(stack, weights);
            using var noGradient = no_grad();
            using Tensor loss = Loss(stack, input);
            return loss.ToDouble();
        }
    }

    /// <summary>Weighs every output otherwise, so that none can stand for another.</summary>
    private static Tensor Loss(LstmStack stack, Tensor input)
    {
        using var scope = NewDisposeScope();
        Tensor output = stack.Forward(input, future: 2);
        Tensor target = linspace(-1, 1, output.numel(), ScalarType.Float64).reshape(output.shape);
        return nn.functional.mse_loss(output, target).MoveToOuterDisposeScope();
    }
}
