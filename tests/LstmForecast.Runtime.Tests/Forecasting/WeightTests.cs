using CsCheck;
using LstmForecast.Model;
using LstmForecast.Network;
using LstmForecast.Runtime.Tests.Network;

namespace LstmForecast.Runtime.Tests.Forecasting;

public sealed class WeightTests
{
    [Fact]
    public void Weights_AnyNetwork_AreThoseItComputesWith() => RandomWeights.Shapes.Sample(shape =>
    {
        Dictionary<string, double[]> weights = RandomWeights.For(shape, 3);
        TrainedForecaster model = Models.From(shape, weights);

        return model.Weights.Count == weights.Count
            && model.Weights.All(tensor => tensor.Values.SequenceEqual(weights[tensor.Name])
                && tensor.Shape.Aggregate(1, (a, b) => a * b) == weights[tensor.Name].Length);
    });

    [Fact]
    public void Weights_TwoLayers_AreNamedFromTheBottomUp()
    {
        var shape = new NetworkShape(1, [3, 2], [], 1, Normalization.Layer);

        Models.From(shape, RandomWeights.For(shape, 0)).Weights.Select(tensor => $"{tensor}").Should().Equal(
            "cells.0.weight_ih [12, 1]", "cells.0.weight_hh [12, 3]", "cells.0.bias_ih [12]", "cells.0.bias_hh [12]",
            "norms.0.weight [3]", "norms.0.bias [3]",
            "cells.1.weight_ih [8, 3]", "cells.1.weight_hh [8, 2]", "cells.1.bias_ih [8]", "cells.1.bias_hh [8]",
            "norms.1.weight [2]", "norms.1.bias [2]",
            "head.0.weight [1, 2]", "head.0.bias [1]");
    }

    [Fact]
    public void Weights_Ensemble_AreThoseOfAllItsNetworks()
    {
        ModelDefinition model = Definitions.Random(ChannelRoles.AllTargets(["a"]), members: 3);

        IReadOnlyList<WeightTensor> weights = new TrainedForecaster(model).Weights;

        weights.Should().HaveCount(3 * model.Weights.Shape.Weights().Count());
        for (int member = 0; member < 3; member++)
        {
            weights.Single(one => one.Name == $"members.{member}.cells.1.weight_hh").Values.ToArray()
                .Should().Equal(model.Members[member]["cells.1.weight_hh"]);
        }
    }

    [Fact]
    public void Weights_AskedForTwice_AreTheSameList()
    {
        TrainedForecaster model = Models.Random(1);

        model.Weights.Should().BeSameAs(model.Weights);
    }
}
