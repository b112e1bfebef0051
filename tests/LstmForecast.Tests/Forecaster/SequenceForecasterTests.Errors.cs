namespace LstmForecast.Tests.Forecaster;

public sealed partial class SequenceForecasterTests
{
    private static readonly SeriesSet Good = Small.Waves(count: 2, length: 5);

    [Fact]
    public void Fit_Null_Throws()
    {
        Action act = () => new SequenceForecaster().Fit((SeriesSet)null!);

        act.Should().Throw<ArgumentNullException>().WithParameterName("train");
    }

    [Fact]
    public void Fit_NoSeries_Throws() => ThrowsFor(
        "train", new SeriesSet(), null, "There is no series to train on; pass at least one.*");

    [Fact]
    public void Fit_NoValidationSeries_Throws() => ThrowsFor(
        "validation", Good, new SeriesSet(), "The validation set has no series; pass at least one, or null.*");

    [Theory]
    [InlineData(0, "0 points")]
    [InlineData(1, "1 point")]
    public void Fit_SeriesTooShort_NamesIt(int length, string points)
    {
        SeriesSet bad = new(Small.Wave("ok", 4), Small.Wave("short", length));
        string message = $"Series 'short' has {points}; training (one point to see and one to forecast) needs at least 2.*";

        ThrowsFor("train", bad, null, message);
        ThrowsFor("validation", Good, bad, message);
    }

    [Theory]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "Infinity")]
    [InlineData(double.NegativeInfinity, "-Infinity")]
    public void Fit_ValueNotFinite_NamesItsPlace(double value, string text)
    {
        SeriesSet good = new(Small.TwoChannels("a", 4, 0));
        SeriesSet bad = new(
            Small.TwoChannels("b", 4, 0), new TimeSeries("gap", [1, 2, 3, 4, 5, value, 7, 8], ["wave", "line"]));
        string message = $"Series 'gap' has {text} at index 2 of channel 'line'; every value must be a finite number. "
            + "Fill the gap, as MissingValues.Fill does for every channel and WithCovariates for covariates, or cut the series there.*";

        ThrowsFor("train", bad, null, message);
        ThrowsFor("validation", good, bad, message);
    }

    [Fact]
    public void Fit_OtherChannelsInValidation_NamesBoth() => ThrowsFor(
        "validation",
        Good,
        new SeriesSet(Small.TwoChannels("v", 4, 0)),
        "The validation series have the channels (wave, line), the training series (value); "
        + "they must be the same in the same order.*");

    [Fact]
    public void Fit_ChannelsInAnotherOrder_Throws() => ThrowsFor(
        "validation",
        new SeriesSet(new TimeSeries("a", [1, 2, 3, 4], ["x", "y"])),
        new SeriesSet(new TimeSeries("a", [1, 2, 3, 4], ["y", "x"])),
        "The validation series have the channels (y, x), the training series (x, y)*");

    [Theory]
    [InlineData(3, "Series 'short' has 3 points; training after transforms that use up 2 needs at least 4.*")]
    [InlineData(2, "Series 'short' has 2 points; Transform.Difference(2) needs at least 3.*")]
    public void Fit_TransformsLeaveTooFewPoints_NamesTheSeries(int length, string message)
    {
        SeriesSet bad = new(Small.Wave("ok", 6), Small.Wave("short", length));
        var forecaster = new SequenceForecaster(new() { Transforms = [Transform.Difference(2)] });

        FluentActions.Invoking(() => forecaster.Fit(bad)).Should().Throw<ArgumentException>().WithMessage(message);
    }

    [Fact]
    public void Fit_TransformsLeaveTooFewPointsOfValidation_NamesTheArgument()
    {
        var forecaster = new SequenceForecaster(new() { Transforms = [Transform.Difference(2)] });

        Action act = () => forecaster.Fit(Good, validation: new(Small.Wave("short", 3)));

        act.Should().Throw<ArgumentException>().WithParameterName("validation")
            .WithMessage("Series 'short' has 3 points; training after transforms that use up 2 needs at least 4.*");
    }

    private static void ThrowsFor(string parameter, SeriesSet train, SeriesSet? validation, string message)
    {
        Action act = () => new SequenceForecaster(Small.Exact).Fit(train, validation: validation);

        act.Should().ThrowExactly<ArgumentException>().WithParameterName(parameter).WithMessage(message);
    }
}
