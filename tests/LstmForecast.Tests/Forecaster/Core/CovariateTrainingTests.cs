namespace LstmForecast.Tests.Forecaster;

public sealed class CovariateTrainingTests
{
    private static readonly ForecasterOptions Options = new() { HiddenSizes = [8], Seed = 1 };

    private static readonly LbfgsTraining Training = new() { Epochs = 3 };

    private static readonly SeriesSet Noise = new(Enumerable.Range(0, 4).Select(i => WithCovariate(i, lag: 0)));

    [Fact]
    public void Fit_KnownCovariateThatDecides_LearnsFromIt()
    {
        TrainedForecaster model = new SequenceForecaster(Options with { Data = new() { KnownCovariates = ["covariate"] } }).Fit(Noise, Training);
        TrainedForecaster without = new SequenceForecaster(Options).Fit(TargetsAlone(Noise), Training);

        model.History.Epochs[^1].TrainingLoss.Should().BeLessThan(without.History.Epochs[^1].TrainingLoss / 20);
        Forecast forecast = model.Forecast(Noise[0], 3, new TimeSeries(Noise[0].Name, [0.5, -0.7, 0.1], ["covariate"]));
        forecast.Values.ToArray().Should().Equal([0.5, -0.7, 0.1], (a, b) => Math.Abs(a - b) < 0.2);
    }

    [Fact]
    public void Fit_PastCovariateThatDecides_LearnsFromIt()
    {
        SeriesSet late = new(Enumerable.Range(0, 4).Select(i => WithCovariate(i, lag: 1)));

        TrainedForecaster model =
            new SequenceForecaster(Options with { Data = new() { PastCovariates = ["covariate"] }, Horizon = 1 }).Fit(late, Training);
        TrainedForecaster without = new SequenceForecaster(Options).Fit(TargetsAlone(late), Training);

        model.History.Epochs[^1].TrainingLoss.Should().BeLessThan(without.History.Epochs[^1].TrainingLoss / 20);
    }

    [Fact]
    public void Fit_CovariatesInOtherUnits_GivesTheSameModel()
    {
        SeriesSet others = new(Noise.Select(series => new TimeSeries(
            series.Name, [.. series.Values.ToArray().Select((value, i) => i % 2 == 1 ? 1024 * value + 512 : value)], series.Channels)));
        var forecaster = new SequenceForecaster(Options with { Data = new() { KnownCovariates = ["covariate"] }, Precision = Precision.Float64 });
        var training = new SgdTraining { Epochs = 2 };

        double[] expected = forecaster.Fit(Noise, training).FittedValues(Noise[0]).Channel();

        forecaster.Fit(others, training).FittedValues(others[0]).Channel().Should()
            .Equal(expected, (a, b) => Math.Abs(a - b) < 1e-9);
    }

    [Theory]
    [InlineData("prize", "KnownCovariates names the channel 'prize'; the series have (target, covariate). Name one of those.*")]
    public void Fit_UnknownCovariate_NamesTheChannelsThereAre(string name, string message) =>
        FluentActions.Invoking(() => new SequenceForecaster(Options with { Data = new() { KnownCovariates = [name] } }).Fit(Noise)).Should()
            .ThrowExactly<ArgumentException>().WithParameterName("train").WithMessage(message);

    [Fact]
    public void Fit_NothingLeftToForecast_SaysSo() =>
        FluentActions.Invoking(() => new SequenceForecaster(Options with { Data = new() { KnownCovariates = ["covariate", "target"] } }).Fit(Noise))
            .Should().ThrowExactly<ArgumentException>().WithMessage(
                "All channels (target, covariate) are named as covariates; leave at least one to forecast.*");

    [Fact]
    public void Fit_CovariateMissing_IsAnErrorWhereTargetsMayBeMissingToo()
    {
        var forecaster = new SequenceForecaster(Options with { Data = new() { KnownCovariates = ["covariate"], Missing = MissingValues.Mask } });
        var series = new TimeSeries("gap", [1, 2, double.NaN, double.NaN, 5, 6], ["target", "covariate"]);

        FluentActions.Invoking(() => forecaster.Fit(new SeriesSet(series))).Should().ThrowExactly<ArgumentException>()
            .WithMessage("Series 'gap' has NaN at index 1 of channel 'covariate'; *");
    }

    /// <summary>Noise that the covariate tells, at once or a step before.</summary>
    private static TimeSeries WithCovariate(int seed, int lag)
    {
        var random = new Random(seed);
        double[] noise = [.. Enumerable.Range(0, 61).Select(_ => 2 * random.NextDouble() - 1)];
        return new TimeSeries(
            $"{seed}",
            [.. Enumerable.Range(1, 60).SelectMany(t => new[] { noise[t - lag], noise[t] })],
            ["target", "covariate"]);
    }

    private static SeriesSet TargetsAlone(SeriesSet set) =>
        new(set.Select(series => new TimeSeries(series.Name, series.Channel(0), ["target"])));
}
