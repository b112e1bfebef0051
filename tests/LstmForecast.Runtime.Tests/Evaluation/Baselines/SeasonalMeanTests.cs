using CsCheck;

namespace LstmForecast.Runtime.Tests.Evaluation;

public sealed class SeasonalMeanTests
{
    [Fact]
    public void SeasonalMean_PartOfASeasonTooMany_KeepsThePhase()
    {
        var history = new TimeSeries("A", [1, 10, 2, 20, 6, 60, 3, 30, 8, 80], ["x", "y"]);

        Forecast forecast = Baselines.SeasonalMean(history, horizon: 4, seasonLength: 3);

        // Channel x is 1 2 6, 3 8: the next is the third of its season.
        forecast.Channel(0).Should().Equal(6, 2, 5, 6);
        forecast.Channel(1).Should().Equal(60, 20, 50, 60);
    }

    [Fact]
    public void SeasonalMean_AnyHistory_AgreesWithPlainMeans() =>
        Gen.Select(Gen.Double[-100, 100].Array[7, 60], Gen.Int[1, 7]).Sample((history, season) =>
        {
            double[] forecast = Baselines.SeasonalMean(new TimeSeries("A", history), horizon: 15, season).Channel();
            return forecast.Select((value, index) => Math.Abs(value - history
                .Where((_, time) => time % season == (history.Length + index) % season).Average()) < 1e-10).All(same => same);
        });

    [Fact]
    public void SeasonalMean_SeasonOfOne_IsTheMean() =>
        Baselines.SeasonalMean(new TimeSeries("A", [1, 2, 6]), horizon: 2, seasonLength: 1).Channel().Should().Equal(3, 3);

    [Fact]
    public void SeasonalMean_MissingValues_IsOfTheOthers() =>
        Baselines.SeasonalMean(new TimeSeries("A", [1, 5, double.NaN, 7, 3, double.NaN]), horizon: 2, seasonLength: 2).Channel()
            .Should().Equal(2, 6);

    [Fact]
    public void SeasonalMean_LessThanASeason_NamesSeriesLengthAndSeason()
    {
        Action forecast = () => Baselines.SeasonalMean(new TimeSeries("A", [1, 2]), horizon: 1, seasonLength: 3);
        Action season = () => Baselines.SeasonalMean(new TimeSeries("A", [1, 2]), horizon: 1, seasonLength: 0);

        forecast.Should().Throw<ArgumentException>().WithParameterName("history")
            .WithMessage("Series 'A' has 2 points; a seasonal-mean forecast of season 3 needs at least 3.*");
        season.Should().Throw<ArgumentOutOfRangeException>().WithParameterName("seasonLength");
    }

    [Fact]
    public void SeasonalNaive_MissingValues_TakesTheSeasonBefore()
    {
        var history = new TimeSeries("A", [1, 2, 3, double.NaN, 5, double.NaN]);

        Baselines.SeasonalNaive(history, horizon: 4, seasonLength: 2).Channel().Should().Equal(5, 2, 5, 2);
        Baselines.Naive(history, horizon: 1).Channel().Should().Equal(5);
    }

    [Fact]
    public void SeasonalNaive_SeasonWithoutObservation_NamesTheStep()
    {
        var history = new TimeSeries("A", [1, double.NaN, 3, double.NaN]);
        Action forecast = () => Baselines.SeasonalNaive(history, horizon: 2, seasonLength: 2);

        forecast.Should().Throw<ArgumentException>().WithParameterName("history").WithMessage(
            "Series 'A' misses the observations that a seasonal-naive forecast of season 2 needs for horizon step 2*");
    }
}
