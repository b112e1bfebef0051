namespace LstmForecast.Tests.Forecaster;

public sealed partial class SequenceForecasterTests
{
    [Fact]
    public void Fit_SineWaves_LeavesTheNaiveForecastFarBehind()
    {
        (SeriesSet train, SeriesSet test) = SineWaves.Generate(count: 8, length: 60, width: 5, seed: 1).SplitBySeries(test: 2);
        var forecaster = new SequenceForecaster(new() { HiddenSizes = [16], Transforms = [] });

        TrainedForecaster model = forecaster.Fit(train, new LbfgsTraining { Epochs = 8 }, validation: test);

        double naive = test.Average(wave => Enumerable.Range(1, 59).Average(t => Math.Pow(wave[t] - wave[t - 1], 2)));
        model.History.Epochs[model.History.RestoredEpoch - 1].ValidationLoss.Should().BeLessThan(naive / 20);
    }

    [Fact]
    public void Fit_DifferencesOfMinutes_GoOnLinearly()
    {
        SeriesSet players = MinutesPlayed.Generate(count: 20, games: 11, seed: 2);
        var forecaster = new SequenceForecaster(new() { HiddenSizes = [8], Transforms = [Transform.Difference()] });

        TrainedForecaster model = forecaster.Fit(players, new LbfgsTraining { Epochs = 4 });

        TimeSeries player = players[0];
        double draw = player[0] - 4;
        double[] future = model.Forecast(player, horizon: 10).Channel();
        for (int i = 0; i < future.Length; i++) future[i].Should().BeApproximately(1.6 * (11 + i) + 4 + draw, 0.2);
    }

    [Fact]
    public void Fit_SeriesOfUnequalLength_EqualsAStepComputedSeriesBySeries()
    {
        SeriesSet train = Small.Waves([12, 7, 2, 9]);
        using var reference = new TorchReference(Small.Untrained(Small.Exact, train));
        reference.Descend(train, learningRate: 0.5);

        TrainedForecaster model = new SequenceForecaster(Small.Exact).Fit(train, OneStep(0.5));

        AssertSame(model, reference, train);
    }

    [Fact]
    public void Fit_TwoChannels_EqualsAStepComputedSeriesBySeries()
    {
        SeriesSet train = new(Small.TwoChannels("a", 8, 0), Small.TwoChannels("b", 5, 1));
        using var reference = new TorchReference(Small.Untrained(Small.Exact, train));
        reference.Descend(train, learningRate: 0.5);

        TrainedForecaster model = new SequenceForecaster(Small.Exact).Fit(train, OneStep(0.5));

        AssertSame(model, reference, train);
        model.Channels.Should().Equal("wave", "line");
        model.Forecast(train[0], 3).Channel(1).Should().HaveCount(3);
    }

    [Theory]
    [InlineData(12)]
    [InlineData(2)]
    public void Fit_OneSeries_LearnsIt(int length)
    {
        SeriesSet train = Small.Waves(count: 1, length);
        var training = new AdamWTraining { Epochs = 30, LearningRate = 0.03 };

        TrainedForecaster model = new SequenceForecaster(Small.Exact).Fit(train, training);

        using var untrained = new TorchReference(Small.Untrained(Small.Exact, train));
        Small.NaiveMeanSquaredOneStepError(model, train).Should().BeLessThan(untrained.Loss(train) / 2);
    }

    /// <summary>One step of gradient descent on all series at once.</summary>
    private static SgdTraining OneStep(double learningRate) =>
        new() { Epochs = 1, LearningRate = learningRate, RestoreEpoch = EpochChoice.Last };

    private static void AssertSame(TrainedForecaster model, TorchReference reference, SeriesSet set)
    {
        foreach (TimeSeries series in set)
        {
            double[] expected = reference.FittedValues(series);
            model.FittedValues(series).Values.ToArray().Should().HaveCount(expected.Length)
                .And.Equal(expected, (a, b) => Math.Abs(a - b) < 1e-12);
        }
    }
}
