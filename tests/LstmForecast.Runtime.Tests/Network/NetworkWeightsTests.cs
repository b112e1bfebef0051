using CsCheck;
using LstmForecast.Network;

namespace LstmForecast.Runtime.Tests.Network;

public sealed class NetworkWeightsTests
{
    [Fact]
    public void Weights_AnyShape_AreNamedAndSizedAsInPyTorch() => RandomWeights.Shapes.Sample(shape =>
    {
        IEnumerable<(string, int)> expected = RandomWeights.For(shape, 0).Select(one => (one.Key, one.Value.Length));

        return shape.Weights().Select(one => (one.Name, one.Shape.Aggregate((a, b) => a * b))).Order()
            .SequenceEqual(expected.Order());
    });

    [Fact]
    public void Weights_TwoLayersAndAHead_HaveTheShapesByHand()
    {
        var shape = new NetworkShape(2, [3, 5], [7], 2, Normalization.Batch);

        shape.Weights().Select(one => $"{one.Name} {string.Join("x", one.Shape)}").Should().Equal(
            "cells.0.weight_ih 12x2", "cells.0.weight_hh 12x3", "cells.0.bias_ih 12", "cells.0.bias_hh 12",
            "norms.0.weight 3", "norms.0.bias 3", "norms.0.running_mean 3", "norms.0.running_var 3",
            "cells.1.weight_ih 20x3", "cells.1.weight_hh 20x5", "cells.1.bias_ih 20", "cells.1.bias_hh 20",
            "norms.1.weight 5", "norms.1.bias 5", "norms.1.running_mean 5", "norms.1.running_var 5",
            "head.0.weight 7x5", "head.0.bias 7", "head.1.weight 2x7", "head.1.bias 2");
    }

    [Fact]
    public void Constructor_WeightIsMissing_NamesItItsSizeAndItsShape()
    {
        var shape = new NetworkShape(2, [3], [], 2, Normalization.None);
        Dictionary<string, double[]> weights = RandomWeights.For(shape, 0);
        weights.Remove("cells.0.weight_hh");
        Action construct = () => _ = new NetworkWeights(shape, weights);

        construct.Should().Throw<ArgumentException>()
            .WithMessage("Weight 'cells.0.weight_hh' needs 36 values (12 x 3), found 0.*");
    }

    [Fact]
    public void Constructor_WeightOfAnotherSize_NamesBothSizes()
    {
        var shape = new NetworkShape(2, [3], [], 2, Normalization.None);
        Dictionary<string, double[]> weights = RandomWeights.For(shape, 0);
        weights["head.0.bias"] = [1];
        Action construct = () => _ = new NetworkWeights(shape, weights);

        construct.Should().Throw<ArgumentException>().WithMessage("Weight 'head.0.bias' needs 2 values (2), found 1.*");
    }

    /// <summary>4 x 65536 x 65536 is 0 in 32 bits: an empty weight seemed to be the right one.</summary>
    [Fact]
    public void Constructor_SizeBeyond32Bits_IsNotTakenForZero()
    {
        const int Hidden = 65536;
        var shape = new NetworkShape(1, [Hidden], [], 1, Normalization.None);
        var weights = new Dictionary<string, double[]>
        {
            ["cells.0.weight_ih"] = new double[4 * Hidden],
            ["cells.0.weight_hh"] = [],
            ["cells.0.bias_ih"] = new double[4 * Hidden],
            ["cells.0.bias_hh"] = new double[4 * Hidden],
            ["head.0.weight"] = new double[Hidden],
            ["head.0.bias"] = [0],
        };
        Action construct = () => _ = new NetworkWeights(shape, weights);

        construct.Should().Throw<ArgumentException>()
            .WithMessage("*needs 17179869184 values (262144 x 65536), found 0.*");
    }
}
