namespace LstmForecast.Tests.Forecaster;

public sealed partial class SequenceForecasterTests
{
    public static TheoryData<ForecasterOptions> Networks() =>
    [
        new() { HiddenSizes = [6, 4], Dropout = 0.2 },
        new() { HiddenSizes = [6], Normalization = Normalization.Layer },
        new() { HiddenSizes = [6, 4], Normalization = Normalization.Batch },
        new() { HiddenSizes = [6, 4], Normalization = Normalization.Batch, Dropout = 0.2 },
        new() { HiddenSizes = [6, 4, 3], HeadSizes = [5, 2], Normalization = Normalization.Layer, Dropout = 0.2 },
    ];

    [Theory]
    [MemberData(nameof(Networks))]
    public void Fit_AnyNetwork_LearnsAndForecastsTheSameTwice(ForecasterOptions options)
    {
        SeriesSet train = Small.Waves(6, 20);
        var training = new AdamWTraining { Epochs = 40, LearningRate = 0.03, RestoreEpoch = EpochChoice.Last };

        TrainedForecaster model = new SequenceForecaster(options with { Precision = Precision.Float64 }).Fit(train, training);

        double variance = train.Average(series => series.Channel().Average(value => value * value));
        Small.NaiveMeanSquaredOneStepError(model, train).Should().BeLessThan(variance / 2, "the mean alone comes to that");
        Small.Says(model, train).Should().Equal(Small.Says(model, train), "a trained model leaves nothing out at random");
    }

    [Theory]
    [InlineData(Normalization.None)]
    [InlineData(Normalization.Layer)]
    [InlineData(Normalization.Batch)]
    public void Fit_WithDropout_JudgesTheWholeNetwork(Normalization normalization)
    {
        ForecasterOptions options = Small.Exact with { Dropout = 0.5, Normalization = normalization };
        SeriesSet validation = Small.Waves([9, 5], firstPhase: 7);

        TrainedForecaster model = new SequenceForecaster(options)
            .Fit(Small.Waves(), new SgdTraining { Epochs = 2, RestoreEpoch = EpochChoice.Last }, validation);

        model.History.Epochs[^1].ValidationLoss.Should()
            .BeApproximately(Small.NaiveMeanSquaredOneStepError(model, validation), 1e-9);
    }

    [Fact]
    public void Fit_WithDropout_TrainsAThinnedNetwork()
    {
        SeriesSet train = Small.Waves();
        using var reference = new TorchReference(Small.Untrained(Small.Exact, train));
        reference.Descend(train, learningRate: 0.5);

        TrainedForecaster model = new SequenceForecaster(Small.Exact with { Dropout = 0.5 }).Fit(train, OneStep(0.5));

        model.FittedValues(train[0]).Values.ToArray().Should().NotEqual(reference.FittedValues(train[0]));
    }
}
