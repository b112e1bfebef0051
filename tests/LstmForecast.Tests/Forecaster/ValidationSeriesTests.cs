namespace LstmForecast.Tests.Forecaster;

/// <summary>Series that judge a training are held to what the training series are held to.</summary>
public sealed class ValidationSeriesTests
{
    private static readonly DateTime Start = new(2024, 1, 1);
    private static readonly TimeSeries Plain = new("v", [.. Enumerable.Range(0, 30).Select(t => Math.Sin(t / 3.0))]);

    public static TheoryData<TrainingOptions> Trainings => [new LbfgsTraining { Epochs = 2 }, new AutoTraining { Epochs = 2 }];

    [Theory]
    [MemberData(nameof(Trainings))]
    public void Fit_ValidationWithoutTheStaticCategory_IsNamed(TrainingOptions training) =>
        Fitting(Plain.WithStatic("region", "north"), Plain, training)
            .Should().Throw<ArgumentException>().WithParameterName("validation")
            .WithMessage("Series 'v' has no static category 'region'*WithStatic*");

    [Fact]
    public void Fit_ValidationWithoutTheStaticNumber_IsNamed() =>
        Fitting(Plain.WithStatic("size", 3), Plain)
            .Should().Throw<ArgumentException>().WithParameterName("validation")
            .WithMessage("Series 'v' has no static number 'size'*");

    [Fact]
    public void Fit_ValidationWithANumberForACategory_IsNamed() =>
        Fitting(Plain.WithStatic("region", "north"), Plain.WithStatic("region", 2))
            .Should().Throw<ArgumentException>().WithParameterName("validation")
            .WithMessage("Series 'v' has no static category 'region'*");

    [Fact]
    public void Fit_ValidationWithAnotherTimeStep_NamesBoth() =>
        Fitting(Plain.WithTimes(Start, TimeStep.Day), Plain.WithTimes(Start, TimeStep.Hour))
            .Should().Throw<ArgumentException>().WithParameterName("validation")
            .WithMessage($"*time step {TimeStep.Hour}*{TimeStep.Day}*");

    [Fact]
    public void Fit_ValidationWithoutTimesForTheCalendar_IsNamed() =>
        Fitting(
            Plain.WithTimes(Start, TimeStep.Day),
            Plain,
            options: new() { HiddenSizes = [3], Data = new() { Calendar = [CalendarFeature.DayOfWeek] } })
            .Should().Throw<ArgumentException>().WithParameterName("validation").WithMessage("Series 'v' has no timestamps*");

    [Fact]
    public void FineTune_ValidationWithoutTheStaticCategory_IsNamed()
    {
        var forecaster = new SequenceForecaster(new() { HiddenSizes = [3] });
        var train = new SeriesSet(Plain.WithStatic("region", "north"));
        TrainedForecaster model = forecaster.Fit(train, new LbfgsTraining { Epochs = 1 });

        Action act = () => forecaster.FineTune(model, train, new LbfgsTraining { Epochs = 1 }, new SeriesSet(Plain));

        act.Should().Throw<ArgumentException>().WithParameterName("validation")
            .WithMessage("Series 'v' has no static category 'region'*");
    }

    private static Action Fitting(
        TimeSeries train, TimeSeries validation, TrainingOptions? training = null, ForecasterOptions? options = null) => () =>
        new SequenceForecaster(options ?? new() { HiddenSizes = [3] }).Fit(
            new SeriesSet(train), training ?? new LbfgsTraining { Epochs = 2 }, new SeriesSet(validation));
}
