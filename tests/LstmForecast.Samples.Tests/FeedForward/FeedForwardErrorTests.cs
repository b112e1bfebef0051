using LstmForecast.Samples.FeedForward;

namespace LstmForecast.Samples.Tests.FeedForward;

public sealed class FeedForwardErrorTests
{
    [Fact]
    public void Options_Defaults_AreThose()
    {
        var options = new FeedForwardOptions();

        options.Should().Be(new FeedForwardOptions
        {
            HiddenSize = 13,
            LearningRate = 1e-3,
            Epochs = 500_000,
            ReportEvery = 10_000,
            Seed = 0,
        });
    }

    [Fact]
    public void Constructor_EverythingWrong_ListsItAll()
    {
        Action act = () => _ = new FeedForwardBaseline(
            new() { HiddenSize = 0, LearningRate = -0.5, Epochs = 0, ReportEvery = -1 });

        act.Should().Throw<ArgumentException>().WithMessage(
            "FeedForwardOptions: HiddenSize is 0; it must be at least 1. LearningRate is -0.5; it must be finite and above 0. "
            + "Epochs is 0; it must be at least 1. ReportEvery is -1; it must be at least 1. (Parameter 'options')");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Constructor_LearningRateThatLeadsNowhere_IsRefused(double rate)
    {
        Action act = () => _ = new FeedForwardBaseline(new() { LearningRate = rate });

        act.Should().Throw<ArgumentException>().WithMessage("*LearningRate is *; it must be finite and above 0. (Parameter 'options')");
    }

    [Fact]
    public void Fit_SeveralChannels_SaysWhatToPass() =>
        Fitting(new TimeSeries("both", [1, 2, 3, 4], ["a", "b"]), 1).Should().Throw<ArgumentException>()
            .WithParameterName("series").WithMessage(
                "Series 'both' has 2 channels; the baseline fits one. Pass a series of one channel.*");

    [Fact]
    public void Fit_NothingLeftToTrainOn_SaysHowMuchIsNeeded() =>
        Fitting(new TimeSeries("short", [1, 2]), 2).Should().Throw<ArgumentException>()
            .WithParameterName("series").WithMessage("Series 'short' has 2 points; holding out 2 needs at least 3.*");

    [Fact]
    public void Fit_ValueNotFinite_NamesThePlace() =>
        Fitting(new TimeSeries("gap", [1, 2, double.NaN, 4]), 1).Should().Throw<ArgumentException>()
            .WithParameterName("series").WithMessage("Series 'gap' has NaN at index 2;*");

    [Fact]
    public void Fit_NothingHeldOut_IsRefused() =>
        Fitting(new TimeSeries("s", [1, 2, 3]), 0).Should().Throw<ArgumentOutOfRangeException>()
            .WithParameterName("holdout");

    [Fact]
    public void Fit_NoSeries_IsRefused() =>
        Fitting(null!, 1).Should().Throw<ArgumentNullException>().WithParameterName("series");

    [Fact]
    public void Fit_OnePointToTrainOn_IsEnough() => Fitting(new TimeSeries("s", [1, 2]), 1).Should().NotThrow();

    private static Action Fitting(TimeSeries series, int holdout) =>
        () => new FeedForwardBaseline(new() { Epochs = 1 }).Fit(series, holdout);
}
