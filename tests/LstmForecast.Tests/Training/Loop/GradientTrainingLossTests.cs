using LstmForecast.Tests.Forecaster;

namespace LstmForecast.Tests.Training;

/// <summary>
/// The loss that a gradient step computes on its way belongs to the weights before it. Told as the epoch's own, it made
/// the weights after an exploding step those of the best epoch.
/// </summary>
public sealed class GradientTrainingLossTests
{
    private static readonly SeriesSet Train = Small.Waves([9, 6, 8]);

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 0)]
    [InlineData(100, 0)]
    [InlineData(2, 0.5)]
    public void Fit_EveryEpoch_ReportsTheLossOfTheWeightsItEndedWith(int batchSize, double dropout)
    {
        var progress = new Progress();

        new SequenceForecaster(Small.Exact with { Dropout = dropout })
            .Fit(Train, new SgdTraining { Epochs = 3, LearningRate = 0.3, BatchSize = batchSize }, progress: progress);

        foreach (EpochReport report in progress.Reports)
        {
            report.TrainingLoss.Should()
                .BeApproximately(Small.NaiveMeanSquaredOneStepError(report.Model!, Train), 1e-12);
        }
    }

    [Fact]
    public void Fit_StepsThatGoTooFar_RestoresTheEpochOfTheLowestLoss()
    {
        var progress = new Progress();

        TrainedForecaster model = new SequenceForecaster(Small.Exact)
            .Fit(Train, new SgdTraining { Epochs = 15, LearningRate = 1, Momentum = 0.9 }, progress: progress);

        double[] losses = [.. progress.Reports.Select(report => Small.NaiveMeanSquaredOneStepError(report.Model!, Train))];
        model.History.RestoredEpoch.Should().Be(Array.IndexOf(losses, losses.Min()) + 1).And.BeInRange(2, 14);
    }

    [Fact]
    public void Fit_AbsurdLearningRate_SaysWhatToDo()
    {
        ForecasterOptions options = Small.Exact with { Precision = Precision.Float32 };

        FluentActions.Invoking(() => new SequenceForecaster(options).Fit(Train, new SgdTraining { Epochs = 5, LearningRate = 1e30 }))
            .Should().Throw<InvalidOperationException>().WithMessage(
                "Training failed in its first epoch: *Lower the learning rate (1E+30), set ClipGradientNorm, scale the series*");
    }

    [Fact]
    public void Fit_AbsurdLearningRateInDoublePrecision_GivesAFiniteModelBack()
    {
        TrainedForecaster model = new SequenceForecaster(Small.Exact)
            .Fit(Train, new SgdTraining { Epochs = 200, LearningRate = 1e30 });

        model.History.StopReason.Should().Be(StopReason.NotFinite);
        Small.Says(model, Train).Should().OnlyContain(value => double.IsFinite(value));
    }
}
