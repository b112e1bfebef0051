using LstmForecast.Network;
using LstmForecast.Objectives;
using static TorchSharp.torch;

namespace LstmForecast.Tests.Objectives;

public sealed class StackWeightsTests
{
    [Theory]
    [InlineData(Normalization.None, Precision.Float32)]
    [InlineData(Normalization.None, Precision.Float64)]
    [InlineData(Normalization.Layer, Precision.Float32)]
    [InlineData(Normalization.Layer, Precision.Float64)]
    [InlineData(Normalization.Batch, Precision.Float32)]
    [InlineData(Normalization.Batch, Precision.Float64)]
    public void Export_AfterImport_IsTheSameBitForBit(Normalization normalization, Precision precision)
    {
        NetworkShape shape = new(3, [5, 4], [2], 3, normalization);
        NetworkWeights weights = Example.Weights(shape, precision);
        using LstmStack stack = Example.Stack(
            weights, precision == Precision.Float32 ? ScalarType.Float32 : ScalarType.Float64);

        NetworkWeights exported = StackWeights.Export(stack);

        foreach ((string name, _) in shape.Weights()) exported[name].Should().Equal(weights[name], "of {0}", name);
    }

    [Theory]
    [InlineData(Normalization.None)]
    [InlineData(Normalization.Layer)]
    [InlineData(Normalization.Batch)]
    public void Import_EveryTensorOfTheNetwork_HasItsPlace(Normalization normalization)
    {
        NetworkShape shape = new(3, [5, 4], [2], 3, normalization);
        using LstmStack stack = Example.Stack(Example.Weights(shape));
        using var scope = NewDisposeScope();

        // How many batches were seen decides nothing as long as the momentum is fixed.
        stack.state_dict().Where(entry => !entry.Key.EndsWith("num_batches_tracked", StringComparison.Ordinal))
            .Select(entry => $"{entry.Key}: {string.Join(" x ", entry.Value.shape)}").Should()
            .BeEquivalentTo(shape.Weights().Select(weight => $"{weight.Name}: {string.Join(" x ", weight.Shape)}"));
    }

    [Fact]
    public void Export_WeightsChangeLater_KeepsWhatWas()
    {
        NetworkShape shape = new(1, [3], [], 1, Normalization.None);
        NetworkWeights first = Example.Weights(shape, seed: 1);
        using LstmStack stack = Example.Stack(first);
        NetworkWeights exported = StackWeights.Export(stack);

        StackWeights.Import(stack, Example.Weights(shape, seed: 2));

        exported["cells.0.weight_hh"].Should().Equal(first["cells.0.weight_hh"]);
    }

    [Fact]
    public void Import_NetworkThatLearns_StillLearns()
    {
        using LstmStack stack = Example.Stack(Example.Weights(new NetworkShape(1, [3], [], 1, Normalization.Layer)));

        stack.parameters().Should().OnlyContain(weight => weight.requires_grad && weight.is_leaf);
    }
}
