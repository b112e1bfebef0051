using LstmForecast.Network;
using LstmForecast.Objectives;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LstmForecast.Tests.Objectives;

/// <summary>Categories at the end of the input, each replaced by a row of a table that is learnt.</summary>
public sealed class EmbeddingTests
{
    private static readonly NetworkShape Shape =
        new(4, [5, 3], [], 2, Normalization.None) { Embeddings = [new(4, 3), new(2, 2)] };

    private static readonly double[][][] Input =
    [
        .. new (double, double)[] { (3, 0), (0, 1), (3, 1) }
            .Select(categories => Enumerable.Range(0, 6).Select(t =>
                new[] { Math.Sin(t), Math.Cos(3 * t), categories.Item1, categories.Item2 }).ToArray()),
    ];

    [Theory]
    [InlineData(nameof(LayerRunner.Cells))]
    [InlineData(nameof(LayerRunner.Modules))]
    [InlineData(nameof(LayerRunner.Fused))]
    public void Forward_Categories_AgreesWithTheNetworkWithoutTorch(string runner)
    {
        NetworkWeights weights = Example.Weights(Shape);
        var network = LstmNetwork.Create(weights, Precision.Float64);
        NetworkState state = network.NewState(rows: 3);
        using LstmStack stack = Example.Stack(weights, runner: Enum.Parse<LayerRunner>(runner));
        double[] expected = Example.Run(stack, Input);
        var output = new double[6];
        for (int t = 0; t < 6; t++)
        {
            network.Step([.. Input.SelectMany(series => series[t])], state, output);
            for (int i = 0; i < 6; i++)
                output[i].Should().BeApproximately(expected[(i / 2 * 6 + t) * 2 + i % 2], 1e-12);
        }
    }

    [Theory]
    [InlineData(nameof(LayerRunner.Cells))]
    [InlineData(nameof(LayerRunner.Fused))]
    public void Backward_Categories_ReachesTheRowsInUse(string runner)
    {
        NetworkWeights weights = Example.Weights(Shape);
        using LstmStack stack = Example.Stack(weights, runner: Enum.Parse<LayerRunner>(runner));
        using DisposeScope scope = NewDisposeScope();
        Tensor input = Example.ToTensor(Input);
        stack.forward(input).square().sum().backward();

        foreach (string name in (string[])["embeddings.0.weight", "embeddings.1.weight"])
        {
            Parameter table = stack.named_parameters().Single(one => one.name == name).parameter;
            double[] gradient = Example.Flat(table.grad!);
            for (int i = 0; i < gradient.Length; i++)
            {
                const double Step = 1e-6;
                double slope = (Loss(weights, name, i, Step) - Loss(weights, name, i, -Step)) / (2 * Step);
                gradient[i].Should().BeApproximately(slope, 1e-6, $"{name}[{i}]");
            }

            gradient.Should().Contain(value => value != 0);
        }

        // Categories 1 and 2 of the first table are met nowhere.
        Example.Flat(stack.named_parameters().First(one => one.name == "embeddings.0.weight").parameter.grad!)[3..9]
            .Should().OnlyContain(value => value == 0);
    }

    private static double Loss(NetworkWeights weights, string name, int index, double change)
    {
        var changed = new NetworkWeights(Shape, Shape.Weights().ToDictionary(weight => weight.Name, weight => weight.Name == name
            ? [.. weights[name].Select((value, i) => i == index ? value + change : value)]
            : weights[weight.Name]));
        using LstmStack stack = Example.Stack(changed);
        return Example.Run(stack, Input).Sum(value => value * value);
    }
}
