using LstmForecast.Training;
using static LstmForecast.Tests.Training.ScriptedTraining;

namespace LstmForecast.Tests.Training;

public sealed partial class TrainingLoopTests
{
    [Theory]
    [InlineData(EpochChoice.TrainingLoss, 3)]
    [InlineData(EpochChoice.Automatic, 3)]
    [InlineData(EpochChoice.Last, 5)]
    public void Run_LossUpAndDown_RestoresTheEpochAskedFor(EpochChoice restore, int expected)
    {
        TrainedForecaster model = Run(new SgdTraining { RestoreEpoch = restore }, 3, 5, 1, 2, 4);

        model.History.RestoredEpoch.Should().Be(expected);
        EpochOf(model).Should().Be(expected);
        model.History.Epochs.Select(report => report.TrainingLoss).Should().Equal(3, 5, 1, 2, 4);
        model.History.StopReason.Should().Be(StopReason.EpochsCompleted);
    }

    [Fact]
    public void Run_SameLossTwice_RestoresTheEarlierEpoch() =>
        EpochOf(Run(new SgdTraining(), 2, 1, 1)).Should().Be(2);

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 5)]
    [InlineData(3, 6)]
    public void Run_NoImprovementWithinPatience_Stops(int patience, int lastEpoch)
    {
        TrainedForecaster model = Run(new SgdTraining { Patience = patience }, 3, 4, 2, 3, 2, 5, 1);

        model.History.StopReason.Should().Be(StopReason.PatienceExhausted);
        model.History.Epochs.Should().HaveCount(lastEpoch);
        EpochOf(model).Should().Be(lastEpoch - patience);
    }

    [Fact]
    public void Run_ImprovementOnTheLastEpochOfPatience_GoesOn()
    {
        TrainedForecaster model = Run(new SgdTraining { Patience = 2 }, 5, 6, 4, 5, 3);

        model.History.StopReason.Should().Be(StopReason.EpochsCompleted);
        EpochOf(model).Should().Be(5);
    }

    /// <summary>Each epoch gains 1, which is an improvement only every so many epochs.</summary>
    [Theory]
    [InlineData(0.9, 2, 8)]
    [InlineData(1, 2, 8)]
    [InlineData(1.5, 2, 8)]
    [InlineData(1.5, 1, 2)]
    [InlineData(2.5, 2, 3)]
    [InlineData(100, 4, 5)]
    public void Run_GainsBelowTheMinimumDelta_DoNotKeepItAlive(double delta, int patience, int lastEpoch)
    {
        TrainedForecaster model = Run(
            new SgdTraining { Patience = patience, MinimumDelta = delta }, 20, 18.999, 17.998, 16.997, 15.996, 14.995, 13.994, 12.993);

        model.History.Epochs.Should().HaveCount(lastEpoch);
        EpochOf(model).Should().Be(lastEpoch, "the weights restored are those of the lowest loss all the same");
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Run_LossNotFinite_KeepsTheBestBeforeIt(double loss)
    {
        TrainedForecaster model = Run(new SgdTraining(), 3, 2, loss, 1);

        model.History.StopReason.Should().Be(StopReason.NotFinite);
        model.History.Epochs.Should().HaveCount(2);
        EpochOf(model).Should().Be(2);
    }

    [Theory]
    [InlineData(EpochChoice.Automatic)]
    [InlineData(EpochChoice.Last)]
    public void Run_LossNotFiniteInTheFirstEpoch_KeepsTheInitialWeights(EpochChoice restore)
    {
        TrainedForecaster model = Run(new SgdTraining { RestoreEpoch = restore }, double.NaN, 1);

        model.History.StopReason.Should().Be(StopReason.NotFinite);
        model.History.RestoredEpoch.Should().Be(0);
        model.History.Epochs.Should().BeEmpty();
        model.History.TotalEvaluations.Should().Be(0);
        EpochOf(model).Should().BeInRange(-1, 1, "initial weights are drawn from there");
    }

    [Theory]
    [InlineData(StopReason.Converged)]
    [InlineData(StopReason.NotFinite)]
    public void Run_OptimizerStopsWithAFiniteLoss_CountsItsLastEpoch(StopReason reason)
    {
        TrainedForecaster model = Run(
            new SgdTraining(), (epoch, _) => new EpochOutcome(10 - epoch, 1, 1, epoch == 2 ? reason : null));

        model.History.StopReason.Should().Be(reason);
        model.History.Epochs.Should().HaveCount(2);
        EpochOf(model).Should().Be(2);
    }

    [Fact]
    public void Run_EvaluationsThatDiffer_AreSummedUp()
    {
        TrainedForecaster model = Run(
            new SgdTraining { Epochs = 3 }, (epoch, _) => new EpochOutcome(1, 0.5, 10 * epoch, Stop: null));

        model.History.Epochs.Select(report => report.TotalEvaluations).Should().Equal(10, 30, 60);
        model.History.TotalEvaluations.Should().Be(60);
        model.History.Epochs.Should().OnlyContain(report => report.GradientNorm == 0.5);
    }

    [Fact]
    public void Run_ReportThrows_LetsItsExceptionThrough()
    {
        Action act = () => Run(
            new SgdTraining(),
            (_, _) => new EpochOutcome(1, 1, 1, Stop: null),
            _ => throw new InvalidOperationException("from the caller"));

        act.Should().Throw<InvalidOperationException>().WithMessage("from the caller");
    }
}
