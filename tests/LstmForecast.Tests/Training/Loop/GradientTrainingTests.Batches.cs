using LstmForecast.Tests.Forecaster;

namespace LstmForecast.Tests.Training;

public sealed partial class GradientTrainingTests
{
    [Fact]
    public void Sgd_BatchesOfOne_StepsSeriesBySeriesInAnOrderOfTheSeed()
    {
        int[][] orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];
        var training = new SgdTraining { Epochs = 1, LearningRate = 0.3, BatchSize = 1, RestoreEpoch = EpochChoice.Last };
        var found = new HashSet<int>();
        for (long seed = 0; seed < 8; seed++)
        {
            ForecasterOptions options = Small.Exact with { Seed = seed };
            double[] trained = Forecasts(new SequenceForecaster(options).Fit(Train, training));
            TrainedForecaster untrained = Small.Untrained(options, Train);
            int[] fitting = [.. orders.Index().Where(order => SequenceNearly(trained, InOrder(order.Item))).Select(order => order.Index)];
            fitting.Should().ContainSingle();
            found.Add(fitting[0]);

            double[] InOrder(int[] order)
            {
                using var reference = new TorchReference(untrained);
                foreach (int row in order) reference.Descend([Train[row]], learningRate: 0.3);
                return Forecasts(reference);
            }
        }

        found.Count.Should().BeGreaterThan(1, "another seed gives another order");
    }

    [Fact]
    public void Sgd_BatchesOfUnequalSize_LeavesNoSeriesOut()
    {
        var training = new SgdTraining { Epochs = 1, LearningRate = 0.3, BatchSize = 2, RestoreEpoch = EpochChoice.Last };
        int[][] orders = [[0, 1, 2], [0, 2, 1], [1, 2, 0]];

        double[] trained = Forecasts(Fit(training));

        orders.Count(order =>
        {
            using var reference = new TorchReference(Small.Untrained(Small.Exact, Train));
            reference.Descend([Train[order[0]], Train[order[1]]], learningRate: 0.3);
            reference.Descend([Train[order[2]]], learningRate: 0.3);
            return SequenceNearly(trained, Forecasts(reference));
        }).Should().Be(1);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(1000)]
    public void Adam_BatchOfTheWholeSetOrMore_TakesOneStepAnEpoch(int batchSize)
    {
        TrainedForecaster model = Fit(new AdamWTraining { Epochs = 2, BatchSize = batchSize });

        model.History.TotalEvaluations.Should().Be(2);
    }
}
