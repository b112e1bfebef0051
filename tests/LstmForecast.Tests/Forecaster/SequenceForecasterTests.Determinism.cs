namespace LstmForecast.Tests.Forecaster;

public sealed partial class SequenceForecasterTests
{
    private static readonly ForecasterOptions Random =
        new() { HiddenSizes = [5, 4], Dropout = 0.3, Normalization = Normalization.Layer, Seed = 11 };

    private static readonly AdamWTraining InBatches = new() { Epochs = 4, LearningRate = 0.02, BatchSize = 2 };

    [Fact]
    public void Fit_SameSeedTwice_GivesTheSameBits()
    {
        TrainedForecaster first = new SequenceForecaster(Random).Fit(Small.Waves(), InBatches);
        TrainedForecaster second = new SequenceForecaster(Random).Fit(Small.Waves(), InBatches);

        Small.Says(second, Small.Waves()).Should().Equal(Small.Says(first, Small.Waves()));
        TrainingLosses(second).Should().Equal(TrainingLosses(first));
    }

    [Fact]
    public void Fit_SameLbfgsTwice_GivesTheSameBits()
    {
        var training = new LbfgsTraining { Epochs = 2 };
        TrainedForecaster first = new SequenceForecaster(Random).Fit(Small.Waves(), training);
        TrainedForecaster second = new SequenceForecaster(Random).Fit(Small.Waves(), training);

        Small.Says(second, Small.Waves()).Should().Equal(Small.Says(first, Small.Waves()));
        TrainingLosses(second).Should().Equal(TrainingLosses(first));
    }

    [Fact]
    public void Fit_OtherSeed_GivesAnotherModel()
    {
        TrainedForecaster first = new SequenceForecaster(Random).Fit(Small.Waves(), InBatches);
        TrainedForecaster second = new SequenceForecaster(Random with { Seed = 12 }).Fit(Small.Waves(), InBatches);

        Small.Says(second, Small.Waves()).Should().NotEqual(Small.Says(first, Small.Waves()));
    }

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    public void Fit_SeedAtTheEndOfItsRange_Trains(long seed)
    {
        TrainedForecaster model = new SequenceForecaster(Random with { Seed = seed }).Fit(Small.Waves(), InBatches);

        Small.Says(model, Small.Waves()).Should().OnlyContain(value => double.IsFinite(value));
    }

    [Fact]
    public async Task Fit_TwoThreadsAtOnce_GivesTheSameAsOneAfterTheOther()
    {
        var forecaster = new SequenceForecaster(Random);
        SeriesSet other = Small.Waves([7, 9, 5], firstPhase: 20);
        double[] expectedOfWaves = Small.Says(forecaster.Fit(Small.Waves(), InBatches), Small.Waves());
        double[] expectedOfOther = Small.Says(forecaster.Fit(other, InBatches), other);

        Task<TrainedForecaster> ofWaves = forecaster.FitAsync(Small.Waves(), InBatches);
        Task<TrainedForecaster> ofOther = forecaster.FitAsync(other, InBatches);

        Small.Says(await ofWaves, Small.Waves()).Should().Equal(expectedOfWaves);
        Small.Says(await ofOther, other).Should().Equal(expectedOfOther);
    }
}
