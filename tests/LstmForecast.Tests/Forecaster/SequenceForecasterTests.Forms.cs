namespace LstmForecast.Tests.Forecaster;

/// <summary>One series or a set, on this thread or another: the same model.</summary>
public sealed partial class SequenceForecasterTests
{
    private static readonly TimeSeries Alone = Small.Wave("alone", 20);

    [Fact]
    public async Task Fit_OneSeries_IsFitOfASetOfIt()
    {
        var forecaster = new SequenceForecaster(Small.Exact);
        TrainedForecaster ofSet = forecaster.Fit(new SeriesSet(Alone), InBatches, Small.Waves());

        TrainedForecaster ofSeries = forecaster.Fit(Alone, InBatches, Small.Waves());
        TrainedForecaster elsewhere = await forecaster.FitAsync(Alone, InBatches, Small.Waves());

        Small.Says(ofSeries, new(Alone)).Should().Equal(Small.Says(ofSet, new(Alone)));
        Small.Says(elsewhere, new(Alone)).Should().Equal(Small.Says(ofSet, new(Alone)));
    }

    [Fact]
    public void Fit_NullSeries_Throws()
    {
        Action act = () => new SequenceForecaster().Fit((TimeSeries)null!);

        act.Should().Throw<ArgumentNullException>().WithParameterName("train");
    }

    [Fact]
    public async Task FineTuneAsync_NotCancelled_GivesTheSameAsFineTune()
    {
        var forecaster = new SequenceForecaster(Small.Exact);
        TrainedForecaster model = forecaster.Fit(Small.Waves(), InBatches);
        TrainedForecaster expected = forecaster.FineTune(model, Small.Waves(2, 15), InBatches);

        TrainedForecaster tuned = await forecaster.FineTuneAsync(model, Small.Waves(2, 15), InBatches);

        Small.Says(tuned, Small.Waves()).Should().Equal(Small.Says(expected, Small.Waves()));
    }

    [Fact]
    public async Task FineTuneAsync_Cancelled_CancelsItsTask()
    {
        var forecaster = new SequenceForecaster(Small.Exact);
        TrainedForecaster model = forecaster.Fit(Small.Waves(), InBatches);

        Task<TrainedForecaster> task = forecaster.FineTuneAsync(
            model, Small.Waves(), InBatches, cancellationToken: new CancellationToken(canceled: true));

        await FluentActions.Awaiting(() => task).Should().ThrowAsync<OperationCanceledException>();
        task.IsCanceled.Should().BeTrue();
    }
}
