using LstmForecast.Network;
using LstmForecast.Objectives;
using LstmForecast.Tests.TrainingData;
using LstmForecast.Training;
using LstmForecast.TrainingData;

namespace LstmForecast.Tests.Training;

public sealed class LbfgsEpochsTests
{
    [Fact]
    public void Run_AnEpoch_TellsOfEachEvaluation()
    {
        var shape = new NetworkShape(1, [3], [], 1, Normalization.None);
        WindowSet windows = Batches.Windows([new TimeSeries("a", [0.1, 0.4, 0.2, 0.9, 0.3])], Precision.Float64);
        using INetworkObjective objective = ManagedObjective.Create(
            shape, Precision.Float64, new BlockPlan(Rows: 1, Threads: 1), new LossSum(Loss.Squared, parameters: 1));
        var network = new NetworkInTraining(objective, WeightInitializer.Initialize(shape, seed: 0, Precision.Float64));
        using var epochs = new LbfgsEpochs(network, windows, new LbfgsTraining());
        var parts = new List<EpochPart>();

        EpochOutcome outcome = epochs.Run(1, parts.Add, CancellationToken.None);

        parts.Select(part => part.Evaluations).Should().Equal(Enumerable.Range(1, outcome.Evaluations));
        // Five quarters of 20 iterations are the most evaluations before a step ends.
        parts[0].Share.Should().Be(1.0 / 25);
        parts.Select(part => part.Share).Should().BeInAscendingOrder().And.OnlyContain(share => share <= 1);
        parts.Should().Contain(part => part.Loss == outcome.Loss);
    }
}
