namespace LstmForecast.Tests.Forecaster;

public sealed class ThreadTests
{
    /// <summary>
    /// 40 series are four blocks, the last of them short; with dropout, which must not depend on threads either.
    /// </summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void Fit_AnyNumberOfThreads_GivesTheSameBits(int threads)
    {
        SeriesSet waves = SineWaves.Generate(count: 43, length: 40, width: 5);
        (SeriesSet train, SeriesSet test) = waves.SplitBySeries(test: 3);
        var options = new ForecasterOptions { HiddenSizes = [17, 9], Dropout = 0.1, Compute = new() { Threads = threads } };
        var training = new LbfgsTraining { Epochs = 2, Optimizer = new LbfgsOptions { MaxIterations = 5 } };

        TrainedForecaster model = new SequenceForecaster(options).Fit(train, training, test);
        TrainedForecaster other = new SequenceForecaster(options with { Compute = new() { Threads = 5 } }).Fit(train, training, test);

        model.History.Epochs.Select(Bits).Should().Equal(other.History.Epochs.Select(Bits));
        model.Forecast(test[0], horizon: 50).Values.ToArray()
            .Should().Equal(other.Forecast(test[0], horizon: 50).Values.ToArray());
    }

    [Fact]
    public void WeightsHash_AnyWeightDiffers_Differs()
    {
        SeriesSet waves = SineWaves.Generate(count: 4, length: 20, width: 5);
        var training = new LbfgsTraining { Epochs = 2, Optimizer = new LbfgsOptions { MaxIterations = 1 } };

        IReadOnlyList<EpochReport> epochs =
            new SequenceForecaster(new() { HiddenSizes = [3] }).Fit(waves, training).History.Epochs;

        epochs[0].WeightsHash.Should().HaveLength(32).And.NotBe(epochs[1].WeightsHash);
    }

    private static (string, double, double?, double?) Bits(EpochReport report) =>
        (report.WeightsHash, report.TrainingLoss, report.ValidationLoss, report.FreeRunningError);
}
