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
}
