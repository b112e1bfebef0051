namespace LstmForecast.Tests.Forecaster;

public sealed partial class SequenceForecasterTests
{
    private static readonly ForecasterOptions Standardized = Small.Exact with { Transforms = [Transform.Standardize] };

    [Fact]
    public void Fit_OtherValidationSeries_LeaveTheModelAndItsTrainingAlone()
    {
        var training = new AdamWTraining { Epochs = 4, BatchSize = 2, RestoreEpoch = EpochChoice.Last };
        SeriesSet large = new(new TimeSeries("large", [1e6, -1e6, 3e6]));

        TrainedForecaster one = new SequenceForecaster(Standardized).Fit(Small.Waves(), training, Small.Waves([9]));
        TrainedForecaster other = new SequenceForecaster(Standardized).Fit(Small.Waves(), training, large);
        TrainedForecaster none = new SequenceForecaster(Standardized).Fit(Small.Waves(), training);

        Small.Says(other, Small.Waves()).Should().Equal(Small.Says(one, Small.Waves()));
        Small.Says(none, Small.Waves()).Should().Equal(Small.Says(one, Small.Waves()));
        TrainingLosses(other).Should().Equal(TrainingLosses(one));
        TrainingLosses(none).Should().Equal(TrainingLosses(one));
    }

    [Theory]
    [InlineData(Precision.Float64, 1e-9)]
    [InlineData(Precision.Float32, 1e-3)]
    public void Fit_SeriesInOtherUnits_ForecastsTheSameInThoseUnits(Precision precision, double tolerance)
    {
        const double scale = 250;
        const double shift = -40;
        SeriesSet waves = Small.Waves();
        SeriesSet others = new(waves.Select(wave => new TimeSeries(
            wave.Name, [.. wave.Channel().Select(value => scale * value + shift)])));
        var forecaster = new SequenceForecaster(Standardized with { Precision = precision });
        var training = new AdamWTraining { Epochs = 5, LearningRate = 0.01 };

        double[] expected = Small.Says(forecaster.Fit(waves, training), waves);
        TrainedForecaster model = forecaster.Fit(others, training);

        Small.Says(model, others).Should()
            .Equal(expected.Select(value => scale * value + shift), (a, b) => Math.Abs(a - b) < scale * tolerance);
    }

    [Fact]
    public void Fit_Standardized_MeasuresLossesInDeviationsAndErrorsInUnits()
    {
        SeriesSet train = new(new TimeSeries("a", [100, 300, 100, 300]), new TimeSeries("b", [300, 100, 300, 100]));
        SeriesSet validation = new(new TimeSeries("v", [100, 300]));

        TrainedForecaster model = new SequenceForecaster(Standardized)
            .Fit(train, new SgdTraining { Epochs = 1, RestoreEpoch = EpochChoice.Last }, validation);

        // Mean 200, deviation 100: there is one value to forecast, 300, from the one before it.
        double error = 300 - model.Forecast(new TimeSeries("v", [100]), 1).Step(1);
        EpochReport report = model.History.Epochs[0];
        report.ValidationLoss.Should().BeApproximately(error / 100 * (error / 100), 1e-12);
        report.FreeRunningError.Should().BeApproximately(Math.Abs(error), 1e-9);
    }

    private static IEnumerable<double> TrainingLosses(TrainedForecaster model) =>
        model.History.Epochs.Select(report => report.TrainingLoss);
}
