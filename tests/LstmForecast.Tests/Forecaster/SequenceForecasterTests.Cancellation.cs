namespace LstmForecast.Tests.Forecaster;

public sealed partial class SequenceForecasterTests
{
    private static readonly CancellationToken Cancelled = new(canceled: true);

    private static readonly SgdTraining Endless = new() { Epochs = int.MaxValue, BatchSize = 1 };

    [Fact]
    public void Fit_CancelledBeforehand_Throws()
    {
        Action act = () => new SequenceForecaster(Small.Exact).Fit(Small.Waves(), cancellationToken: Cancelled);

        act.Should().Throw<OperationCanceledException>().Which.CancellationToken.Should().Be(Cancelled);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Fit_CancelledBeforehandButABestAskedFor_ThrowsAsThereIsNone(bool onAnotherThread)
    {
        var forecaster = new SequenceForecaster(Small.Exact);
        LbfgsTraining training = new() { OnCancellation = CancellationBehavior.ReturnBest };

        Func<Task> act = async () => _ = onAnotherThread
            ? await forecaster.FitAsync(Small.Waves(), training, cancellationToken: Cancelled)
            : forecaster.Fit(Small.Waves(), training, cancellationToken: Cancelled);

        (await act.Should().ThrowAsync<OperationCanceledException>()
            .WithMessage("Training was cancelled before its first epoch had ended: there is no epoch whose model could be returned."))
            .Which.CancellationToken.Should().Be(Cancelled);
    }

    [Fact]
    public void Fit_EnsembleCancelledBeforehandButABestAskedFor_Throws() =>
        FluentActions.Invoking(() => new SequenceForecaster(Small.Exact with { EnsembleSize = 3 }).Fit(
                Small.Waves(), new SgdTraining { OnCancellation = CancellationBehavior.ReturnBest }, cancellationToken: Cancelled))
            .Should().Throw<OperationCanceledException>();

    [Theory]
    [InlineData(CancellationBehavior.Throw)]
    [InlineData(CancellationBehavior.ReturnBest)]
    public void Fit_CancelledBetweenEpochs_Stops(CancellationBehavior behavior)
    {
        using var source = new CancellationTokenSource();
        var progress = new Progress(report => { if (report.Epoch == 3) source.Cancel(); });
        TrainedForecaster Act() => new SequenceForecaster(Small.Exact).Fit(
            Small.Waves(), Endless with { OnCancellation = behavior }, progress: progress, cancellationToken: source.Token);

        if (behavior == CancellationBehavior.Throw)
        {
            FluentActions.Invoking(Act).Should().Throw<OperationCanceledException>()
                .Which.CancellationToken.Should().Be(source.Token);
        }
        else
        {
            TrainedForecaster model = Act();
            model.History.StopReason.Should().Be(StopReason.Cancelled);
            model.History.RestoredEpoch.Should().Be(3, "the loss of so few small steps only falls");
            Small.Says(model, Small.Waves()).Should().Equal(Small.Says(progress.Reports[2].Model!, Small.Waves()));
        }

        progress.Reports.Should().HaveCount(3);
    }

    [Theory]
    [MemberData(nameof(LongEpochs))]
    public void Fit_CancelledWithinItsFirstEpoch_EndsWithinIt(TrainingOptions training)
    {
        // The first report comes after one of the thousands of evaluations of an epoch. A fit that ended its epoch would return it.
        using var source = new CancellationTokenSource();
        var progress = new Progress(whenever: _ => source.Cancel());

        FluentActions.Invoking(() => new SequenceForecaster(Small.Exact).Fit(
                Small.Waves(count: 20_000, length: 3), training with { Epochs = 1, OnCancellation = CancellationBehavior.ReturnBest },
                progress: progress, cancellationToken: source.Token))
            .Should().Throw<OperationCanceledException>();

        progress.All.Should().ContainSingle().Which.Epoch.Should().BeNull();
    }

    public static TheoryData<TrainingOptions> LongEpochs() =>
    [
        new LbfgsTraining { Optimizer = new LbfgsOptions { MaxIterations = 100_000, ChangeTolerance = 0 } },
        new SgdTraining { BatchSize = 1 },
        new AdamWTraining { BatchSize = 2 },
    ];

    [Fact]
    public async Task FitAsync_CancelledWhileItRuns_CancelsItsTask()
    {
        using var source = new CancellationTokenSource();
        var progress = new Progress(_ => source.Cancel());

        Task<TrainedForecaster> task = new SequenceForecaster(Small.Exact)
            .FitAsync(Small.Waves(), Endless, progress: progress, cancellationToken: source.Token);

        await FluentActions.Awaiting(() => task).Should().ThrowAsync<OperationCanceledException>();
        task.Status.Should().Be(TaskStatus.Canceled);
    }

    [Fact]
    public async Task FitAsync_NotCancelled_GivesTheSameAsFit()
    {
        var forecaster = new SequenceForecaster(Small.Exact);
        var progress = new Progress();

        TrainedForecaster model = await forecaster.FitAsync(Small.Waves(), InBatches, progress: progress);

        Small.Says(model, Small.Waves()).Should().Equal(Small.Says(forecaster.Fit(Small.Waves(), InBatches), Small.Waves()));
        progress.Threads.Should().HaveCount(4).And.NotContain(Environment.CurrentManagedThreadId);
        progress.Threads.Distinct().Should().ContainSingle();
    }

    [Fact]
    public async Task FitAsync_WrongInput_ThrowsWhenAwaited()
    {
        Task<TrainedForecaster> task = new SequenceForecaster().FitAsync(new SeriesSet());

        await FluentActions.Awaiting(() => task).Should().ThrowAsync<ArgumentException>().WithParameterName("train");
    }
}
