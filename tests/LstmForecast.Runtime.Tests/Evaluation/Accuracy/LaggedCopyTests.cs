using LstmForecast.Evaluation;

namespace LstmForecast.Runtime.Tests.Evaluation;

public sealed class LaggedCopyTests
{
    private const int Length = 240;
    private const int Training = 120;

    /// <summary>A yearly wave with some noise: what comes next is known well.</summary>
    private static readonly double[] Wave = Draw((random, time, _) => 10 * Math.Sin(2 * Math.PI * time / 12) + Noise(random));

    private static readonly double[] Walk = Draw((random, _, last) => last + Noise(random));

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void LaggedCopies_NaiveForecasts_AreFoundAtEveryStep(int horizon)
    {
        AccuracyReport report = Report(Wave, horizon, (_, cutoff, _) => Wave[cutoff]);

        report.LaggedCopies.Where(copy => copy.Baseline == "naive").Should().Equal(
            Enumerable.Range(1, horizon).Select(step => new LaggedCopy("naive", step, 0)));
        report.Warnings.Should().Contain(warning => warning.StartsWith("'model' is a lagged copy at horizon step"));
    }

    [Fact]
    public void LaggedCopies_NearlyNaive_AreFoundThoughTheyGainALittle()
    {
        AccuracyReport report = Report(Wave, 3, (_, cutoff, step) => Wave[cutoff] + .15 * (Wave[cutoff + step] - Wave[cutoff]));

        report.LaggedCopies.Select(copy => copy.Step).Should().Equal(1, 2, 3);
        report.LaggedCopies.Should().AllSatisfy(copy => copy.Distance.Should().BeApproximately(.15, 1e-9));
    }

    [Fact]
    public void LaggedCopies_NaiveWithNoise_AreFoundBecauseTheNoiseGainsNothing()
    {
        AccuracyReport report = Report(Walk, 1, (random, cutoff, _) => Walk[cutoff] + .4 * Noise(random));

        LaggedCopy copy = report.LaggedCopies.Should().ContainSingle().Subject;
        copy.Distance.Should().BeInRange(.3, .5);
    }

    [Fact]
    public void LaggedCopies_SeasonalNaiveForecasts_AreCalledSeasonal()
    {
        AccuracyReport report = Report(Wave, 2, (_, cutoff, step) => Wave[cutoff + step - 12], season: 12);

        report.LaggedCopies.Should().Equal(new LaggedCopy("seasonal naive", 1, 0), new LaggedCopy("seasonal naive", 2, 0));
        report.Warnings.Should().Contain(warning =>
            warning.Contains("horizon steps 1 to 2: its forecasts go at most 0 % as far from the observation one season before"));
    }

    [Fact]
    public void LaggedCopies_GoodForecasts_AreNone()
    {
        AccuracyReport report = Report(
            Wave, 6, (_, cutoff, step) => 10 * Math.Sin(2 * Math.PI * (cutoff + step) / 12), season: 12);

        report.LaggedCopies.Should().BeEmpty();
        report.Warnings.Should().BeEmpty();
        report.Skill.Should().BePositive();
    }

    /// <summary>Far off is not a copy: these go their own way.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1000)]
    public void LaggedCopies_BadForecasts_AreNone(double forecast) =>
        Report(Wave, 3, (_, _, _) => forecast, season: 12).LaggedCopies.Should().BeEmpty();

    /// <summary>The best forecast of a random walk is its last value. The finding is right: nothing was learnt.</summary>
    [Fact]
    public void LaggedCopies_BestForecastOfARandomWalk_IsFound() =>
        Report(Walk, 2, (_, cutoff, _) => Walk[cutoff]).LaggedCopies.Should().HaveCount(2);

    [Fact]
    public void LaggedCopies_FewerThanTenForecasts_AreNotJudged()
    {
        double[] values = Wave[..(Training + 9)];

        Report(values, 1, (_, cutoff, _) => Wave[cutoff]).LaggedCopies.Should().BeEmpty();
    }

    /// <summary>The last value is right where nothing moves: no reason to warn.</summary>
    [Fact]
    public void LaggedCopies_SeriesThatStandsStill_AreNone()
    {
        double[] values = [.. Wave[..Training], .. Enumerable.Repeat(Wave[Training - 1], 40)];

        Report(values, 1, (_, cutoff, _) => values[cutoff]).LaggedCopies.Should().BeEmpty();
    }

    [Theory]
    [InlineData("horizon step 3", 3)]
    [InlineData("horizon steps 1 to 3, 5, 7 to 8", 1, 2, 3, 5, 7, 8)]
    public void Steps_InWords_AreRuns(string words, params int[] steps) =>
        AccuracyWarnings.Steps(steps).Should().Be(words);

    private static AccuracyReport Report(
        double[] values, int horizon, Func<Random, int, int, double> forecast, int season = 1)
    {
        var random = new Random(7);
        var evaluator = new AccuracyEvaluator(new AccuracyOptions { Horizon = horizon, SeasonLength = season });
        SeriesEvaluator series = evaluator.Begin(new TimeSeries("A", values), Training);
        for (int cutoff = Training - 1; cutoff + horizon < values.Length; cutoff++)
            series.Add(cutoff, [.. Enumerable.Range(1, horizon).Select(step => forecast(random, cutoff, step))]);
        return evaluator.ToReport();
    }

    private static double[] Draw(Func<Random, int, double, double> next)
    {
        var random = new Random(3);
        var values = new double[Length];
        for (int time = 0; time < Length; time++) values[time] = next(random, time, time == 0 ? 0 : values[time - 1]);
        return values;
    }

    /// <summary>Near to a standard normal draw.</summary>
    private static double Noise(Random random) => Enumerable.Range(0, 12).Sum(_ => random.NextDouble()) - 6;
}
