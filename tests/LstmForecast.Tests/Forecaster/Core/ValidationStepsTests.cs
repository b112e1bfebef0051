namespace LstmForecast.Tests.Forecaster;

/// <summary>The ends of the training series, held out to judge by.</summary>
public sealed class ValidationStepsTests
{
    private const int Held = 4;

    private static readonly SgdTraining Training =
        new() { Epochs = 3, LearningRate = 0.1, ValidationSteps = Held, RestoreEpoch = EpochChoice.Last };

    [Fact]
    public void Fit_ValidationSteps_ReportsTheLossOfTheEnds()
    {
        SeriesSet waves = Small.Waves([12, 9]);

        TrainedForecaster model = new SequenceForecaster(Small.Exact).Fit(waves, Training);

        var squares = new List<double>();
        double free = 0;
        foreach (TimeSeries wave in waves)
        {
            double[] forecasts = model.FittedValues(wave).Channel();
            double[] ahead = model.Forecast(wave[..^Held], Held).Channel();
            for (int t = wave.Length - Held; t < wave.Length; t++)
            {
                squares.Add(Math.Pow(wave[t] - forecasts[t - 1], 2));
                free += Math.Pow(wave[t] - ahead[t - wave.Length + Held], 2);
            }
        }

        squares.Should().HaveCount(2 * Held);
        model.History.Epochs[^1].ValidationLoss.Should().BeApproximately(squares.Average(), 1e-12);
        model.History.Epochs[^1].FreeRunningError.Should().BeApproximately(Math.Sqrt(free / (2 * Held)), 1e-12);
    }

    [Fact]
    public void Fit_ValidationSteps_TrainsOnTheSeriesWithoutTheirEnds()
    {
        SeriesSet waves = Small.Waves([12, 9]);
        ForecasterOptions options = Small.Exact with { Transforms = [Transform.Standardize, Transform.Difference()] };

        TrainedForecaster held = new SequenceForecaster(options).Fit(waves, Training);
        TrainedForecaster cut = new SequenceForecaster(options)
            .Fit(new SeriesSet(waves.Select(wave => wave[..^Held])), Training with { ValidationSteps = null });

        held.History.Epochs.Select(epoch => (epoch.WeightsHash, epoch.TrainingLoss)).Should()
            .Equal(cut.History.Epochs.Select(epoch => (epoch.WeightsHash, epoch.TrainingLoss)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(2)]
    public void Fit_EndsChange_ChangesNoWeight(int? horizon)
    {
        ForecasterOptions options = new()
        {
            HiddenSizes = [4],
            Horizon = horizon,
            Data = new() { KnownCovariates = ["line"] },
            Transforms = [Transform.StandardizePerSeries],
        };
        TimeSeries before = Small.TwoChannels("a", 20, 1);
        var after = new TimeSeries("a", [.. before.Values[..32], .. Enumerable.Repeat(1e4, 8)], before.Channels);

        TrainedForecaster first = new SequenceForecaster(options).Fit(new SeriesSet(before), Training);
        TrainedForecaster second = new SequenceForecaster(options).Fit(new SeriesSet(after), Training);

        second.History.Epochs.Select(epoch => epoch.WeightsHash).Should().Equal(first.History.Epochs.Select(epoch => epoch.WeightsHash));
        second.History.Epochs[^1].ValidationLoss.Should().BeGreaterThan(100, "it is there that the change shows");
    }

    [Fact]
    public void Fit_SeriesTooShortForItsEnd_NamesIt() =>
        FluentActions.Invoking(() => new SequenceForecaster(Small.Exact).Fit(Small.Waves([9, 5]), Training)).Should()
            .ThrowExactly<ArgumentException>().WithMessage(
                "Series 'wave-1' has 5 points; training with ValidationSteps = 4 needs at least 6.*");
}
