using LstmForecast.Network;
using LstmForecast.Objectives;
using LstmForecast.Tests.Forecaster;
using LstmForecast.Tests.TrainingData;
using LstmForecast.Training;
using LstmForecast.TrainingData;
using static TorchSharp.torch;

namespace LstmForecast.Tests.Training;

public sealed class GradientEpochsTests
{
    [Fact]
    public void Run_SomeGradientsNotANumber_LeavesTheWeightsAlone()
    {
        Small.LoadTorch();
        var shape = new NetworkShape(1, [1], [], 1, Normalization.None);
        Dictionary<string, double[]> weights = shape.Weights()
            .ToDictionary(weight => weight.Name, weight => new double[weight.Shape.Aggregate((a, b) => a * b)]);
        // On its way back the error overflows in weight_hh and then meets a zero, while the head's gradient is finite.
        weights["cells.0.weight_hh"][2] = 1e30;
        weights["head.0.weight"][0] = 1e18;
        WindowSet windows = Batches.Windows([new TimeSeries("a", [0, 0, 1e18])], Precision.Float32);
        using var objective = new WholeBatchObjective(
            new LstmStack(shape, dropout: 0, ScalarType.Float32), new LossSum(Loss.Squared, parameters: 1));
        var network = new NetworkInTraining(objective, new NetworkWeights(shape, weights));
        using var epochs = new GradientEpochs(network, windows, new SgdTraining(), seed: 0);

        EpochOutcome outcome = epochs.Run(1, _ => { }, CancellationToken.None);

        outcome.Stop.Should().Be(StopReason.NotFinite);
        outcome.GradientNorm.Should().Be(double.NaN);
        NetworkWeights after = network.Export();
        after["head.0.bias"].Should().Equal(0);
        after["cells.0.weight_ih"].Should().Equal(0, 0, 0, 0);
    }
}
