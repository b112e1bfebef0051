using LstmForecast.Training;
using static LstmForecast.Tests.Training.ScriptedTraining;

namespace LstmForecast.Tests.Training;

public sealed partial class TrainingLoopTests
{
    [Theory]
    [InlineData(CancellationBehavior.Throw)]
    [InlineData(CancellationBehavior.ReturnBest)]
    public void Run_CancelledWithinAnEpoch_DropsThatEpoch(CancellationBehavior behavior)
    {
        using var source = new CancellationTokenSource();
        TrainedForecaster Act() => Run(new SgdTraining { OnCancellation = behavior }, Epoch, cancellationToken: source.Token);

        if (behavior == CancellationBehavior.Throw)
        {
            FluentActions.Invoking(Act).Should().Throw<OperationCanceledException>()
                .Which.CancellationToken.Should().Be(source.Token);
            return;
        }

        TrainedForecaster model = Act();
        model.History.StopReason.Should().Be(StopReason.Cancelled);
        model.History.RestoredEpoch.Should().Be(2);
        EpochOf(model).Should().Be(2);

        EpochOutcome Epoch(int epoch, CancellationToken token)
        {
            if (epoch == 3) source.Cancel();
            token.ThrowIfCancellationRequested();
            return new EpochOutcome(10 - epoch, 1, 1, Stop: null);
        }
    }

    [Fact]
    public void Run_CancellationOfSomeoneElse_IsNotTakenForOurs()
    {
        Action act = () => Run(
            new SgdTraining { OnCancellation = CancellationBehavior.ReturnBest },
            (_, _) => throw new OperationCanceledException("another operation"));

        act.Should().Throw<OperationCanceledException>().WithMessage("another operation");
    }
}
