namespace LstmForecast.Tests.Signals;

public sealed class MinutesPlayedTests
{
    // Half a unit in the last place of a float below 64, with a little room.
    private const double Rounding = 2e-6;

    [Fact]
    public void Generate_PerSeries_IsTheLinePlusOneDraw()
    {
        foreach (TimeSeries player in MinutesPlayed.Generate(count: 50, games: 25))
        {
            double[] draws = Draws(player);
            draws.Should().OnlyContain(draw => Math.Abs(draw - draws[0]) <= 2 * Rounding);
        }
    }

    [Fact]
    public void Generate_PerSeries_DrawsForEverySeriesAnew() =>
        MinutesPlayed.Generate(count: 50).Select(player => player[0]).Should().OnlyHaveUniqueItems();

    [Fact]
    public void Generate_PerSeries_DrawsFromTheNormalDistribution() =>
        ShouldBeNormal([.. MinutesPlayed.Generate(20_000, games: 1, seed: 1).Select(player => Draws(player)[0])]);

    [Fact]
    public void Generate_PerGame_DrawsFromTheNormalDistributionForEveryGame()
    {
        double[] draws = [.. MinutesPlayed.Generate(2000, 10, MinutesNoise.PerGame, seed: 1).SelectMany(Draws)];

        ShouldBeNormal(draws);
        // Neighbours of independent draws have no correlation; 1/√20000 is its standard error.
        draws.Zip(draws.Skip(1), (a, b) => (a - 10) * (b - 10)).Average().Should().BeApproximately(0, 0.03);
    }

    [Fact]
    public void Generate_NoArguments_GivesTheArticlesSet()
    {
        SeriesSet players = MinutesPlayed.Generate();

        players.Should().HaveCount(100).And.OnlyContain(player => player.Length == 11);
        players.Channels.Should().Equal("minutes");
        players.Select(player => player.Name).Should().Equal(Enumerable.Range(0, 100).Select(i => $"player-{i}"));
    }

    [Fact]
    public void Generate_PerSeriesAndMoreGames_BeginsWithTheShorterSeries()
    {
        SeriesSet shorter = MinutesPlayed.Generate(5, 11, seed: 2);
        SeriesSet longer = MinutesPlayed.Generate(5, 21, seed: 2);

        longer.SelectMany(player => player[..11].Channel()).Should()
            .Equal(shorter.SelectMany(player => player.Channel()));
    }

    [Theory]
    [InlineData(MinutesNoise.PerSeries)]
    [InlineData(MinutesNoise.PerGame)]
    public void Generate_Seed_DecidesTheNumbers(MinutesNoise noise)
    {
        Numbers(3).Should().Equal(Numbers(3));
        Numbers(3).Intersect(Numbers(4)).Should().BeEmpty();

        double[] Numbers(int seed) =>
            [.. MinutesPlayed.Generate(6, 4, noise, seed).SelectMany(player => player.Channel())];
    }

    [Theory]
    [InlineData(0, 11, "count")]
    [InlineData(5, 0, "games")]
    public void Generate_NumberBelowOne_NamesIt(int count, int games, string parameter)
    {
        Action act = () => MinutesPlayed.Generate(count, games);

        act.Should().Throw<ArgumentOutOfRangeException>().WithParameterName(parameter);
    }

    /// <summary>What is left when the line is taken away.</summary>
    private static double[] Draws(TimeSeries player) =>
        [.. player.Channel().Select((minutes, x) => minutes - (1.6 * x + 4))];

    /// <summary>20,000 draws of N(10, 1): mean, variance, shares within one and two standard deviations.</summary>
    private static void ShouldBeNormal(double[] draws)
    {
        double mean = draws.Average();
        mean.Should().BeApproximately(10, 0.03);
        draws.Average(draw => (draw - mean) * (draw - mean)).Should().BeApproximately(1, 0.04);
        Within(1).Should().BeApproximately(0.6827, 0.013);
        Within(2).Should().BeApproximately(0.9545, 0.006);

        double Within(double sigmas) => draws.Count(draw => Math.Abs(draw - 10) < sigmas) / (double)draws.Length;
    }
}
