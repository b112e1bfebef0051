namespace LstmForecast.Tests.Forecaster;

public sealed class EnsembleTests
{
    private static readonly ForecasterOptions Options =
        new() { HiddenSizes = [5, 4], Dropout = 0.3, Seed = 11, EnsembleSize = 3 };

    private static readonly AdamWTraining Training = new() { Epochs = 3, LearningRate = 0.02, BatchSize = 2 };

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void Fit_Ensemble_HasTheModelsOfSeedsInARow(int threads)
    {
        TrainedForecaster ensemble =
            new SequenceForecaster(Options with { Compute = new() { Threads = threads } }).Fit(Small.Waves(), Training, Small.Waves([8]));

        ensemble.Definition.Members.Should().HaveCount(3);
        for (int i = 0; i < 3; i++)
        {
            TrainedForecaster one = new SequenceForecaster(Options with { EnsembleSize = 1, Seed = 11 + i })
                .Fit(Small.Waves(), Training, Small.Waves([8]));
            ensemble.Definition.Members[i].Hash().Should().Be(one.Definition.Weights.Hash());
            ensemble.History.Members[i].Epochs.Select(Bits).Should().Equal(one.History.Epochs.Select(Bits));
        }
    }

    [Theory]
    [InlineData(EnsembleCombination.Median)]
    [InlineData(EnsembleCombination.Mean)]
    public void Fit_Ensemble_CombinesAsAskedFor(EnsembleCombination combination)
    {
        TrainedForecaster model = new SequenceForecaster(Options with { EnsembleCombination = combination }).Fit(Small.Waves(), Training);
        double[][] members = [.. model.Definition.Members.Select(member =>
            Small.Says(new TrainedForecaster(model.Definition with { Members = [member] }), Small.Waves()))];

        Small.Says(model, Small.Waves()).Should().Equal(
            Enumerable.Range(0, members[0].Length).Select(i => members.Select(member => member[i]).Order().ToArray())
                .Select(values => combination == EnsembleCombination.Mean ? values.Sum() / 3 : values[1]),
            (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void Fit_Ensemble_ReportsEveryEpochOfEveryMember()
    {
        var progress = new Progress();

        new SequenceForecaster(Options).Fit(Small.Waves(), Training, progress: progress);

        progress.Reports.Select(report => (report.Member, report.Epoch)).Order().Should().Equal(
            from member in Enumerable.Range(0, 3)
            from epoch in Enumerable.Range(1, 3)
            select (member, epoch));
    }

    [Fact]
    public void Fit_EnsembleCancelled_HasTheMembersThatWereTrained()
    {
        using var source = new CancellationTokenSource();
        var progress = new Progress(_ => source.Cancel());

        TrainedForecaster model = new SequenceForecaster(Options with { Compute = new() { Threads = 1 } }).Fit(
            Small.Waves(),
            Training with { OnCancellation = CancellationBehavior.ReturnBest },
            progress: progress,
            cancellationToken: source.Token);

        model.Definition.Members.Should().ContainSingle();
        model.Definition.Weights.Hash().Should().Be(progress.Reports[0].WeightsHash);
        model.History.StopReason.Should().Be(StopReason.Cancelled);
        model.History.Members.Select(member => member.RestoredEpoch).Should().Equal(1, 0, 0);
    }

    [Fact]
    public void Fit_EnsembleCancelled_ThrowsAsASingleNetworkDoes()
    {
        Action act = () => new SequenceForecaster(Options).Fit(
            Small.Waves(), Training, cancellationToken: new CancellationToken(canceled: true));

        act.Should().Throw<OperationCanceledException>();
    }

    [Fact]
    public void Fit_ProgressOfAnEnsembleThrows_LetsItsExceptionThrough()
    {
        var progress = new Progress(_ => throw new InvalidOperationException("from the caller"));

        FluentActions.Invoking(() => new SequenceForecaster(Options).Fit(Small.Waves(), Training, progress: progress)).Should()
            .ThrowExactly<InvalidOperationException>().WithMessage("from the caller");
    }

    private static (string, double, double?, double?) Bits(EpochReport report) =>
        (report.WeightsHash, report.TrainingLoss, report.ValidationLoss, report.FreeRunningError);
}
