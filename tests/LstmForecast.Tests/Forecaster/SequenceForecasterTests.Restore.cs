namespace LstmForecast.Tests.Forecaster;

public sealed partial class SequenceForecasterTests
{
    // Another frequency than that of the training set: what is good for one is not for the other.
    private static readonly SeriesSet Slower = new(
        new TimeSeries("slower", [.. Enumerable.Range(0, 14).Select(t => Math.Sin(0.4 * t))]));

    [Theory]
    [InlineData(EpochChoice.Automatic)]
    [InlineData(EpochChoice.ValidationLoss)]
    [InlineData(EpochChoice.FreeRunningError)]
    [InlineData(EpochChoice.TrainingLoss)]
    [InlineData(EpochChoice.Last)]
    public void Fit_LossesUpAndDown_RestoresTheEpochThatIsBestByTheMeasureAskedFor(EpochChoice restore)
    {
        var progress = new Progress();

        TrainedForecaster model = new SequenceForecaster(Small.Exact).Fit(Small.Waves(), Wild(restore), Slower, progress);

        double[] scores = [.. model.History.Epochs.Select(report => restore switch
        {
            EpochChoice.FreeRunningError => report.FreeRunningError!.Value,
            EpochChoice.TrainingLoss => report.TrainingLoss,
            EpochChoice.Last => -report.Epoch,
            _ => report.ValidationLoss!.Value,
        })];
        int best = Array.IndexOf(scores, scores.Min()) + 1;
        model.History.RestoredEpoch.Should().Be(best);
        Small.Says(model, Slower).Should().Equal(Small.Says(progress.Reports[best - 1].Model!, Slower));
    }

    [Fact]
    public void Fit_LossesUpAndDown_HasADifferentBestByEachMeasure()
    {
        // Else the test above could not tell one measure from another.
        int[] restored = [.. new[] { EpochChoice.ValidationLoss, EpochChoice.FreeRunningError, EpochChoice.TrainingLoss }
            .Select(restore => new SequenceForecaster(Small.Exact)
                .Fit(Small.Waves(), Wild(restore), Slower).History.RestoredEpoch)];

        restored.Should().OnlyHaveUniqueItems("found {0}", string.Join(' ', restored));
    }

    [Fact]
    public void Fit_Patience_StopsSoManyEpochsAfterTheBest()
    {
        TrainedForecaster model = new SequenceForecaster(Small.Exact).Fit(
            Small.Waves(), Wild(EpochChoice.ValidationLoss) with { Patience = 3 }, Slower);

        model.History.StopReason.Should().Be(StopReason.PatienceExhausted);
        model.History.Epochs.Should().HaveCount(model.History.RestoredEpoch + 3);
        model.History.Epochs.Should().OnlyContain(
            report => report.ValidationLoss >= model.History.Epochs[model.History.RestoredEpoch - 1].ValidationLoss);
    }

    [Fact]
    public void AtEpoch_EpochsKept_GivesEachModelBack()
    {
        var progress = new Progress();

        TrainedForecaster model = new SequenceForecaster(Small.Exact).Fit(
            Small.Waves(), new AdamWTraining { Epochs = 3, LearningRate = 0.1, KeepEpochs = true }, progress: progress);

        for (int epoch = 1; epoch <= 3; epoch++)
        {
            TrainedForecaster then = model.AtEpoch(epoch);
            then.History.RestoredEpoch.Should().Be(epoch);
            then.History.Epochs.Should().HaveCount(epoch);
            Small.Says(then, Small.Waves()).Should().Equal(Small.Says(progress.Reports[epoch - 1].Model!, Small.Waves()));
        }

        Small.Says(model.AtEpoch(1), Small.Waves()).Should().NotEqual(Small.Says(model.AtEpoch(2), Small.Waves()));
    }

    [Fact]
    public void AtEpoch_EpochsNotKept_SaysHowToKeepThem()
    {
        TrainedForecaster model = new SequenceForecaster(Small.Exact).Fit(Small.Waves(), new SgdTraining { Epochs = 3 });

        Action act = () => model.AtEpoch(2);

        act.Should().Throw<InvalidOperationException>().WithMessage(
            "The weights of epoch 2 were not kept; train with KeepEpochs = true to go back to any epoch. "
            + "A model file holds one epoch alone.");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    public void AtEpoch_NoSuchEpoch_NamesThoseThereAre(int epoch)
    {
        TrainedForecaster model = new SequenceForecaster(Small.Exact)
            .Fit(Small.Waves(), new SgdTraining { Epochs = 3, KeepEpochs = true });

        Action act = () => model.AtEpoch(epoch);

        act.Should().Throw<ArgumentOutOfRangeException>().WithParameterName(nameof(epoch))
            .WithMessage("The model was trained for epochs 1 to 3.*").Which.ActualValue.Should().Be(epoch);
    }

    /// <summary>Steps so large that each measure goes up and down, and finds its best somewhere in the middle.</summary>
    private static AdamWTraining Wild(EpochChoice restore) => new() { Epochs = 24, LearningRate = 0.3, RestoreEpoch = restore };
}
