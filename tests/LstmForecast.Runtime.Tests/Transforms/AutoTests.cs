using LstmForecast.Transforms;

namespace LstmForecast.Runtime.Tests.Transforms;

public sealed class AutoTests
{
    [Fact]
    public void Fit_GrowthWithASeason_TakesLogarithmsAndTheSeasonOut()
    {
        TransformPipeline pipeline = Fit([12], Series(120, 1, (noise, time) =>
            100 * Math.Exp(0.01 * time + 0.3 * Noise.Wave(time, 12) + 0.02 * noise)));

        Names(pipeline).Should().StartWith("Transform.Log, Transform.Seasonal").And.Contain("(12").And.EndWith("Transform.Standardize");
        pipeline.Choices[0].Should().Be("Transform.Auto found a strong season of 12 steps.");
        pipeline.Choices[1].Should().Contain("Transform.Log").And.Contain("tried");
    }

    [Fact]
    public void Fit_FixedSeasonAndNoise_AveragesSeasons()
    {
        TransformPipeline pipeline = Fit([12], Series(360, 2, (noise, time) => 10 * Noise.Wave(time, 12) + 2 * noise));

        Names(pipeline).Should().MatchRegex(
            @"^Transform\.SeasonalMeanResidual\(12, (6|10)\), Transform\.Standardize$");
    }

    [Fact]
    public void Fit_RandomWalk_TakesDifferences()
    {
        double[] walk = Noise.Walk(400, seed: 3);

        Names(Fit([12], Series(400, 3, (_, time) => walk[time] - 0.3 * time)))
            .Should().Be("Transform.Difference(1), Transform.Standardize");
    }

    [Fact]
    public void Fit_NoiseAroundALevel_OnlyStandardizes()
    {
        TransformPipeline pipeline = Fit([12], Series(300, 4, (noise, _) => 5 + 0.1 * noise));

        Names(pipeline).Should().Be("Transform.Standardize");
        pipeline.Choices[0].Should().Be("Transform.Auto found no strong season.");
    }

    [Fact]
    public void Fit_SeasonOnAWanderingLevel_TakesBothOut()
    {
        // A level that goes on as it went of late.
        double slope = 0, sum = 0;
        double[] level = [.. Noise.Of(1200, seed: 5).Select(step => sum += slope = 0.9 * slope + step)];

        Names(Fit([24], Series(1200, 5, (_, time) => level[time] + 100 * Noise.Wave(time, 24))))
            .Should().StartWith("Transform.SeasonalMeanResidual(24").And.EndWith("Transform.Difference(1), Transform.Standardize");
    }

    [Fact]
    public void Fit_SeriesOfDifferentScales_StandardizesEachByItself()
    {
        TimeSeries[] train = [.. Enumerable.Range(0, 5)
            .Select(i => Series(100, i, (noise, _) => Math.Pow(10, i) * noise, $"{i}"))];

        TransformPipeline pipeline = TransformPipeline.Fit([Transform.Auto], train);

        Names(pipeline).Should().EndWith("Transform.StandardizePerSeries");
        pipeline.Choices[^1].Should().Contain("by itself");
    }

    [Fact]
    public void Fit_SeriesAlike_StandardizesThemTogether()
    {
        TimeSeries[] train = [.. Enumerable.Range(0, 5).Select(i => Series(100, i, (noise, _) => noise, $"{i}"))];

        Names(TransformPipeline.Fit([Transform.Auto], train)).Should().Be("Transform.Standardize");
    }

    [Fact]
    public void Fit_ZerosInTheData_NeverTakesPlainLogarithms()
    {
        Names(Fit([], Series(200, 6, (noise, _) => Math.Max(0, Math.Exp(noise) - 0.5)))).Should().NotContain("Transform.Log");
        Names(Fit([], Series(200, 6, (noise, _) => noise))).Should().NotContain("BoxCox");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(13)]
    [InlineData(40)]
    public void Fit_ShortOrConstantSeries_LeavesAPoint(int length)
    {
        foreach (double spread in new[] { 0.0, 1.0 })
        {
            TimeSeries series = Series(length, 7, (noise, _) => 3 + spread * noise);
            TransformPipeline pipeline = Fit([12], series);

            pipeline.Apply(series).Length.Should().BePositive();
            pipeline.Apply(series).Values.ToArray().Should().OnlyContain(value => double.IsFinite(value));
        }
    }

    [Fact]
    public void Fit_OneShortSeriesAmongLongOnes_LeavesTheSeasonThatDoesNotFit()
    {
        TimeSeries Seasonal(int length, string name) =>
            Series(length, length, (noise, time) => 10 * Noise.Wave(time, 24) + noise, name);
        TransformPipeline pipeline = TransformPipeline.Fit(
            [Transform.Auto], [Seasonal(200, "A"), Seasonal(210, "B"), Seasonal(15, "C")], [24]);

        pipeline.PointsUsedUp.Should().BeLessThan(14);
        pipeline.Choices[0].Should().EndWith("the shortest series has 15, too few for the longest season.");
    }

    [Fact]
    public void Fit_Twice_ChoosesTheSame()
    {
        TimeSeries series = Series(150, 8, (noise, time) => 20 + 3 * Noise.Wave(time, 7) + noise);

        Fit([7], series).Choices.Should().Equal(Fit([7], series).Choices);
    }

    [Fact]
    public void Fit_TwoChannels_ChoosesForBoth()
    {
        double[] noise = Noise.Of(400, seed: 9);
        var series = new TimeSeries(
            "A", [.. noise.Select((value, i) => 10 * Noise.Wave(i / 2, 12) * (1 + i % 2) + value)], ["x", "y"]);
        TransformPipeline pipeline = Fit([12], series);

        Names(pipeline).Should().Contain("(12");
        pipeline.Apply(series).Channels.Should().Equal("x", "y");
    }

    [Fact]
    public void Fit_BetweenOtherTransforms_ChoosesOnWhatIsLeft()
    {
        TimeSeries series = Series(400, 10, (noise, time) => Math.Exp(0.1 * noise));

        TransformPipeline pipeline = TransformPipeline.Fit([Transform.Log, Transform.Auto, Transform.MinMax], [series]);

        Names(pipeline).Should().Be("Transform.Log, Transform.Standardize, Transform.MinMax");
    }

    [Fact]
    public void Fit_NothingToChoose_SaysNothing() =>
        TransformPipeline.Fit([Transform.Standardize], [new TimeSeries("A", [1, 2])]).Choices.Should().BeEmpty();

    private static TransformPipeline Fit(int[] seasons, TimeSeries series) =>
        TransformPipeline.Fit([Transform.Auto], [series], seasons);

    private static string Names(TransformPipeline pipeline) =>
        string.Join(", ", pipeline.Steps.Select(step => step.Description));

    private static TimeSeries Series(int length, int seed, Func<double, int, double> value, string name = "A") =>
        new(name, [.. Noise.Of(length, seed).Select(value)]);
}
