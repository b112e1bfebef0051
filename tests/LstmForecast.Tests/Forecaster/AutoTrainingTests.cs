namespace LstmForecast.Tests.Forecaster;

public sealed class AutoTrainingTests
{
    // A likelihood of what can be forecast well is negative, where the least loss times 1.03 lies below the least.
    [Theory]
    [InlineData(new[] { 4.0, 2.0, 1.02, 1.0, 1.5 }, 3)]
    [InlineData(new[] { 1.0, -0.5, -0.99, -1.0, -0.2 }, 3)]
    [InlineData(new[] { -1.0, -2.0 }, 2)]
    [InlineData(new[] { 1.0, 0.0, 0.5 }, 2)]
    [InlineData(new[] { double.NaN, -3.0, double.NaN }, 2)]
    [InlineData(new[] { double.NaN, double.PositiveInfinity }, 1)]
    public void FirstAboutBest_LossesOfAnySign_AreWithinTheMarginOfTheLeast(double[] losses, int epoch) =>
        AutoTrial.FirstAboutBest(losses).Should().Be(epoch);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Fit_LikelihoodOfWhatCanBeForecastWell_IsTrained(bool studentT)
    {
        Small.LoadTorch();
        var options = new ForecasterOptions
        {
            HiddenSizes = [6],
            Loss = studentT ? Loss.StudentT : Loss.Gaussian,
            Transforms = [Transform.Standardize],
            Compute = new() { Threads = 1 },
        };
        SeriesSet waves = Small.Waves(length: 80);

        TrainedForecaster model = new SequenceForecaster(options).Fit(waves, new AutoTraining { Epochs = 10 });

        model.History.RestoredEpoch.Should().BePositive();
        // The last value again is what no model that has learned a wave does worse than.
        int first = model.MinimumHistory;
        double learned = 0, naive = 0;
        foreach (TimeSeries wave in waves)
        {
            TimeSeries fitted = model.FittedValues(wave);
            for (int t = first; t < wave.Length; t++)
            {
                learned += Math.Abs(fitted[t - first, 0] - wave[t, 0]);
                naive += Math.Abs(wave[t - 1, 0] - wave[t, 0]);
            }
        }

        learned.Should().BeLessThan(naive / 2);
    }

    [Fact]
    public void Fit_WithProgress_TellsOneShareOfAllTrialsNetworksAndEpochs()
    {
        var options = ForecasterOptions.Auto(horizon: 2) with { EnsembleSize = 2, HiddenSizes = [4], Compute = new() { Threads = 2 } };
        var progress = new Progress();

        new SequenceForecaster(options).Fit(Small.Waves(length: 60), new AutoTraining { Epochs = 3 }, progress: progress);

        progress.All.Select(one => one.Share).Should().BeInAscendingOrder();
        progress.All[^1].Share.Should().Be(1);
        progress.All.Select(one => one.Stage).Distinct().Should().Equal(
            TrainingStage.RecursiveTrial, TrainingStage.DirectTrial, TrainingStage.Training);
        progress.All.Should().OnlyContain(one => one.MemberCount == 2);
        progress.All.Select(one => one.Member).Distinct().Should().BeEquivalentTo([0, 1]);
        // At most three epochs of two networks each, thrice.
        progress.All.Where(one => one.Epoch is not null).Should().HaveCountLessThanOrEqualTo(18);
    }

    // With 6 epochs, reports 1 to 6 are of the recursive trial, 7 to 12 of the direct one, 13 is of the last training.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(7)]
    [InlineData(13)]
    public void Fit_CancelledInItsTrial_ReturnsTheBestOfTheEpochsThatWereCompleted(int report)
    {
        using var source = new CancellationTokenSource();
        Progress progress = null!;
        progress = new Progress(_ =>
        {
            if (progress.Reports.Count == report) source.Cancel();
        });
        SeriesSet waves = Small.Waves(length: 60);

        TrainedForecaster model = new SequenceForecaster(new() { HiddenSizes = [5], Horizon = 3, Strategy = ForecastStrategy.Auto }).Fit(
            waves,
            new AutoTraining { Epochs = 6, OnCancellation = CancellationBehavior.ReturnBest },
            progress: progress,
            cancellationToken: source.Token);

        model.History.StopReason.Should().Be(StopReason.Cancelled);
        model.History.RestoredEpoch.Should().BePositive();
        model.History.Choices.Should().Contain(choice => choice.Contains("cancelled"));
        // What it says is what the model said that the report of the restored epoch came with.
        double? loss = model.History.Epochs[model.History.RestoredEpoch - 1].ValidationLoss;
        EpochReport restored = progress.Reports.First(one => one.ValidationLoss == loss);
        Says(model).Should().Equal(Says(restored.Model!));

        double[] Says(TrainedForecaster one) => [.. waves.SelectMany(wave => one.Forecast(wave, 3).Values.ToArray())];
    }
}
