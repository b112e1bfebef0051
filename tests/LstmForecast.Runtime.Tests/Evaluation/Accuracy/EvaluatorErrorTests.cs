namespace LstmForecast.Runtime.Tests.Evaluation;

public sealed class EvaluatorErrorTests
{
    private static readonly TimeSeries Series = new("A", [1, 2, 3, 4, 5, 6], ["x"]);

    [Fact]
    public void Options_Nonsense_AllNamedAtOnce()
    {
        Action construct = () => _ = new AccuracyEvaluator(new AccuracyOptions
        {
            Horizon = 0,
            SeasonLength = 0,
            ModelName = "naive",
            Measure = (AccuracyMeasure)99,
            QuantileLevels = [.5, .5, 1],
        });

        construct.Should().Throw<ArgumentException>().WithMessage(
            "AccuracyOptions: Horizon is 0; it must be at least 1. SeasonLength is 0; it must be at least 1, which stands for no "
            + "season. ModelName is 'naive', the name of a baseline; give the forecasts another name. Measure has the unknown "
            + "value 99. QuantileLevels[1] is 0.5; it must be above the one before it (0.5). QuantileLevels[2] is 1; it "
            + "must be above 0 and below 1. (Parameter 'options')");
    }

    [Fact]
    public void Options_Defaults_AreThoseDocumented()
    {
        var options = new AccuracyOptions { Horizon = 1 };

        options.SeasonLength.Should().Be(1);
        options.Channel.Should().BeNull();
        options.ModelName.Should().Be("model");
        options.Measure.Should().Be(AccuracyMeasure.MeanAbsoluteScaledError);
        options.QuantileLevels.Should().BeEmpty();
    }

    [Theory]
    [InlineData(3)]
    [InlineData(6)]
    public void Begin_TrainingTooShortOrAll_NamesSeriesLengthAndSeason(int trainingLength)
    {
        Action begin = () => Evaluator(season: 3).Begin(Series, trainingLength);

        begin.Should().Throw<ArgumentOutOfRangeException>().WithParameterName(nameof(trainingLength)).WithMessage(
            $"Series 'A' has 6 points, {trainingLength} of them to train on; a season of 3 needs at least 4, and*");
    }

    [Fact]
    public void Begin_SameNameTwice_NamesIt()
    {
        AccuracyEvaluator evaluator = Evaluator();
        evaluator.Begin(Series, 3);
        Action again = () => evaluator.Begin(Series, 3);

        again.Should().Throw<ArgumentException>().WithParameterName("series").WithMessage("A series named 'A' is evaluated*");
    }

    [Fact]
    public void Begin_NoSuchChannel_NamesThoseThereAre()
    {
        Action begin = () => new AccuracyEvaluator(new AccuracyOptions { Horizon = 1, Channel = "z" }).Begin(Series, 3);

        begin.Should().Throw<ArgumentException>().WithMessage("Series 'A' has no channel 'z', only (x).*");
    }

    /// <summary>A forecast from inside the training part has seen what it is to forecast.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void Add_CutoffInTrainingOrAtTheEnd_NamesTheRange(int cutoff)
    {
        Action add = () => Evaluator().Begin(Series, 3).Add(cutoff, [1]);

        add.Should().Throw<ArgumentOutOfRangeException>().WithParameterName(nameof(cutoff)).WithMessage(
            "Series 'A' has 6 points, 3 of them to train on; the cutoff of a forecast must lie from 2 to 4.*");
    }

    [Theory]
    [InlineData(2, 0, 2)]
    [InlineData(2, 3, 2)]
    [InlineData(4, 2, 1)]
    public void Add_TooFewOrTooManyValues_NamesTheNumbers(int cutoff, int values, int most)
    {
        Action add = () => Evaluator().Begin(Series, 3).Add(cutoff, new double[values]);

        add.Should().Throw<ArgumentException>().WithParameterName("forecast").WithMessage(
            $"The forecast of series 'A' after time step {cutoff} has {values} values; with a horizon of 2 and a series of 6 "
            + $"points it must have from 1 to {most}.*");
    }

    [Fact]
    public void Add_NotFinite_NamesThePlaceAndAddsNothing()
    {
        AccuracyEvaluator evaluator = Evaluator();
        SeriesEvaluator series = evaluator.Begin(Series, 3);
        series.Add(2, [4, 5]);
        AccuracyReport before = evaluator.ToReport();
        Action add = () => series.Add(3, [1, double.PositiveInfinity]);

        add.Should().Throw<ArgumentException>().WithParameterName("forecast").WithMessage(
            "The forecast of series 'A' after time step 3 has the value Infinity at horizon step 2; every value*");
        evaluator.ToReport().ToCsv().Should().Be(before.ToCsv());
    }

    [Fact]
    public void Add_ForecastOfAnotherSeries_NamesBoth()
    {
        Action add = () => Evaluator().Begin(Series, 3).Add(Baselines.Naive(new TimeSeries("B", [1, 2, 3]), 1));

        add.Should().Throw<ArgumentException>().WithMessage("The forecast is of series 'B', not of 'A'.*");
    }

    [Fact]
    public void ToReport_NoForecasts_SaysSo()
    {
        Action report = () => Evaluator().ToReport();

        report.Should().Throw<InvalidOperationException>().WithMessage("None of 0 forecasts has an observation*");
    }

    private static AccuracyEvaluator Evaluator(int season = 1) => new(new AccuracyOptions { Horizon = 2, SeasonLength = season });
}
