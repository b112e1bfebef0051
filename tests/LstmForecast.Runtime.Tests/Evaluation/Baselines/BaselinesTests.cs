namespace LstmForecast.Runtime.Tests.Evaluation;

public sealed class BaselinesTests
{
    private static readonly TimeSeries History = new("A", [1, 10, 2, 20, 3, 30, 4, 40, 5, 50], ["x", "y"]);

    [Fact]
    public void Naive_TwoChannels_RepeatsTheLastObservation()
    {
        Forecast forecast = Baselines.Naive(History, horizon: 2);

        forecast.Values.ToArray().Should().Equal(5, 50, 5, 50);
        forecast.SeriesName.Should().Be("A");
        forecast.Channels.Should().Equal("x", "y");
        forecast.Cutoff.Should().Be(4);
        forecast.Horizon.Should().Be(2);
    }

    [Fact]
    public void SeasonalNaive_LongerThanASeason_BeginsTheLastSeasonAgain() =>
        Baselines.SeasonalNaive(History, horizon: 7, seasonLength: 3).Channel(0).Should().Equal(3, 4, 5, 3, 4, 5, 3);

    [Fact]
    public void SeasonalNaive_OneSeasonOfHistory_IsEnough() =>
        Baselines.SeasonalNaive(History, horizon: 6, seasonLength: 5).Channel(1).Should().Equal(10, 20, 30, 40, 50, 10);

    [Fact]
    public void SeasonalNaive_LessThanASeason_NamesSeriesLengthAndSeason()
    {
        Action forecast = () => Baselines.SeasonalNaive(History, horizon: 1, seasonLength: 6);

        forecast.Should().Throw<ArgumentException>().WithParameterName("history")
            .WithMessage("Series 'A' has 5 points; a seasonal-naive forecast of season 6 needs at least 6.*");
    }

    [Fact]
    public void Naive_EmptyHistory_DoesNotSpeakOfSeasons()
    {
        Action forecast = () => Baselines.Naive(History[..0], horizon: 1);

        forecast.Should().Throw<ArgumentException>().WithParameterName("history")
            .WithMessage("Series 'A' has 0 points; a naive forecast needs at least 1.*");
    }

    [Fact]
    public void SeasonalNaive_HorizonOrSeasonBelowOne_Throws()
    {
        Action horizon = () => Baselines.Naive(History, horizon: 0);
        Action season = () => Baselines.SeasonalNaive(History, horizon: 1, seasonLength: 0);

        horizon.Should().Throw<ArgumentOutOfRangeException>().WithParameterName("horizon").WithMessage("*0*");
        season.Should().Throw<ArgumentOutOfRangeException>().WithParameterName("seasonLength").WithMessage("*0*");
    }

    [Fact]
    public void Naive_NullHistory_Throws()
    {
        Action forecast = () => Baselines.Naive(null!, horizon: 1);

        forecast.Should().Throw<ArgumentNullException>().WithParameterName("history");
    }
}
