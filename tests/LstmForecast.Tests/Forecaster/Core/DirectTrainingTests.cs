using LstmForecast.Objectives;

namespace LstmForecast.Tests.Forecaster;

/// <summary>Training to forecast several steps at once.</summary>
public sealed class DirectTrainingTests
{
    private static readonly ForecasterOptions ThreeAtOnce = Small.Exact with { Horizon = 3 };

    private static readonly SgdTraining Two = new() { Epochs = 2, LearningRate = 0.1, RestoreEpoch = EpochChoice.Last };

    private static readonly SeriesSet Train = new(Small.TwoChannels("a", 9, 0), Small.TwoChannels("b", 6, 1));

    [Theory]
    [InlineData(LstmEngine.Fused)]
    [InlineData(LstmEngine.Torch)]
    public void Fit_Direct_AveragesOverAllStepsOfTheHorizonThatAreThere(LstmEngine engine)
    {
        SeriesSet validation = new(Small.TwoChannels("c", 7, 2), Small.TwoChannels("d", 2, 3));

        TrainedForecaster model = new SequenceForecaster(ThreeAtOnce with { Compute = new() { Engine = engine } }).Fit(Train, Two, validation);

        EpochReport last = model.History.Epochs[^1];
        last.TrainingLoss.Should().BeApproximately(NaiveLoss(model, Train), 1e-11);
        last.ValidationLoss.Should().BeApproximately(NaiveLoss(model, validation), 1e-11);
    }

    [Fact]
    public void Forecast_Direct_IsWhatTheTorchNetworkSaysAtItsLastStep()
    {
        ForecasterOptions options = ThreeAtOnce with { Transforms = [Transform.Difference()] };
        TrainedForecaster model = new SequenceForecaster(options).Fit(Train, Two);
        TimeSeries history = Small.TwoChannels("h", 8, 4);
        double[][] differences = [.. Enumerable.Range(1, 7).Select(t =>
            new[] { history[t] - history[t - 1], history[t, 1] - history[t - 1, 1] })];
        using LstmStack stack = Objectives.Example.Stack(model.Definition.Weights);
        double[] output = Objectives.Example.Run(stack, [differences])[^6..];

        Forecast forecast = model.Forecast(history, 3);

        for (int channel = 0; channel < 2; channel++)
        {
            double level = history[7, channel];
            for (int step = 0; step < 3; step++)
                forecast.Step(step + 1, channel).Should().BeApproximately(level += output[2 * step + channel], 1e-12);
        }
    }

    [Fact]
    public void Fit_Direct_RunsFreelyNoFurtherThanItsHorizon()
    {
        TimeSeries validation = Small.TwoChannels("c", 10, 2);

        TrainedForecaster model = new SequenceForecaster(ThreeAtOnce).Fit(Train, Two, new SeriesSet(validation));

        Forecast forecast = model.Forecast(validation[..5], 3);
        double squares = Enumerable.Range(0, 6).Sum(i => Math.Pow(forecast.Values[i] - validation[5 + i / 2, i % 2], 2));
        model.History.Epochs[^1].FreeRunningError.Should().BeApproximately(Math.Sqrt(squares / 6), 1e-12);
    }

    /// <summary>Every cutoff of every series, by forecasts of the series cut there.</summary>
    private static double NaiveLoss(TrainedForecaster model, SeriesSet set)
    {
        var squares = new List<double>();
        foreach (TimeSeries series in set)
        {
            for (int seen = 1; seen < series.Length; seen++)
            {
                Forecast forecast = model.Forecast(series[..seen], 3);
                for (int step = 1; step <= 3 && seen + step <= series.Length; step++)
                {
                    for (int channel = 0; channel < 2; channel++)
                        squares.Add(Math.Pow(forecast.Step(step, channel) - series[seen + step - 1, channel], 2));
                }
            }
        }

        return squares.Average();
    }
}
