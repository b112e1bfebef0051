using LstmForecast.Transforms;

namespace LstmForecast.Runtime.Tests.Transforms;

public sealed class SeasonalityTests
{
    [Theory]
    [InlineData(4)]
    [InlineData(7)]
    [InlineData(12)]
    public void Strength_SeasonAndNoiseOfEqualVariance_IsAboutAHalf(int length)
    {
        double[] noise = Noise.Of(length * 200, seed: 1);
        double[] pattern = [.. Enumerable.Range(0, length).Select(place => Math.Sqrt(2) * Noise.Wave(place, length))];
        double[] values = [.. noise.Select((value, time) => value + pattern[time % length] + 0.01 * time)];

        SeasonalStrength.Of(values, length).Should().BeApproximately(0.5, 0.06);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(50)]
    public void Strength_NoiseOverFewSeasons_IsAboutZero(int seasons)
    {
        double mean = Enumerable.Range(0, 40).Average(seed => SeasonalStrength.Of(Noise.Of(24 * seasons, seed), 24));

        mean.Should().BeLessThan(0.12);
    }

    [Fact]
    public void Detrend_LineWithASeason_LeavesTheSeason()
    {
        // Season 3, -1, -2 around 2 * time.
        double[] values = [3, 1, 2, 9, 7, 8, 15];

        SeasonalStrength.Detrend(values, 3).Should().Equal([-1, -2, 3, -1, -2], (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void Detrend_EvenSeason_CountsBothEndsHalf()
    {
        // (1/2 + 2 + 4 + 8 + 16/2) / 4 = 5.625
        SeasonalStrength.Detrend([1, 2, 4, 8, 16], 4).Should().Equal(4 - 5.625);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(7)]
    [InlineData(12)]
    [InlineData(24)]
    public void Detect_SeasonWithTrendAndNoise_FindsItUnaided(int length)
    {
        double[] values = [.. Noise.Of(length * 12, seed: length)
            .Select((value, time) => 0.2 * value + 3 * Noise.Wave(time, length) + Math.Abs(time % length - 2) + 0.3 * time)];

        Seasonality.Detect([values], []).Should().Equal(length);
    }

    [Fact]
    public void Detect_DaysWithinWeeks_FindsBoth()
    {
        double[] values = [.. Noise.Of(48 * 7 * 8, seed: 3).Select((value, time) =>
            0.05 * value + 4 * Noise.Wave(time, 48) * (time % 336 < 240 ? 1 : 0.1))];

        Seasonality.Detect([values], [48, 336]).Should().Equal(48, 336);
        Seasonality.Detect([values], []).Should().Equal(48, 336);
    }

    [Fact]
    public void Detect_MultipleOfASeason_IsNotTaken()
    {
        double[] values = [.. Noise.Of(240, seed: 3).Select((value, time) => 0.3 * value + 3 * Noise.Wave(time, 12))];

        Seasonality.Detect([values], [12, 24, 48]).Should().Equal(12);
    }

    [Fact]
    public void Detect_SeasonThatGrowsWithTheLevel_IsFoundInTheLogarithms()
    {
        double[] values = [.. Enumerable.Range(0, 80).Select(time => Math.Exp(0.05 * time + Noise.Wave(time, 4)))];

        SeasonalStrength.Of(values, 4).Should().BeLessThan(Seasonality.Strong);
        Seasonality.Detect([values], [4]).Should().Equal(4);
    }

    [Fact]
    public void Detect_NoSeason_FindsNone()
    {
        for (int seed = 0; seed < 20; seed++)
        {
            Seasonality.Detect([Noise.Of(300, seed)], [4, 7, 12, 24]).Should().BeEmpty();
            Seasonality.Detect([Noise.Walk(300, seed)], [4, 7, 12, 24]).Should().BeEmpty();
        }
    }

    /// <summary>A cycle whose length wanders, as that of the sunspots does, is no season.</summary>
    [Fact]
    public void Detect_WanderingCycle_FindsNone()
    {
        double[] drift = Noise.Walk(1500, seed: 5);
        double[] values = [.. drift.Select((phase, time) => Math.Sin(2 * Math.PI * time / 100.0 + 0.1 * phase))];

        Seasonality.Detect([values], [100]).Should().BeEmpty();
    }

    [Fact]
    public void Detect_ManySeries_TheMedianCounts()
    {
        double[] With(int seed) => [.. Noise.Of(72, seed).Select((value, time) => 0.3 * value + 2 * Noise.Wave(time, 12))];
        double[][] mostly = [With(1), With(2), With(3), Noise.Of(72, 4), Noise.Of(72, 5)];
        double[][] rarely = [With(1), With(2), Noise.Of(72, 3), Noise.Of(72, 4), Noise.Of(72, 5)];

        Seasonality.Detect(mostly, [12]).Should().Equal(12);
        Seasonality.Detect(rarely, [12]).Should().BeEmpty();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(36)]
    public void Detect_FewerThanThreeSeasons_FindsNone(int length)
    {
        double[] values = [.. Enumerable.Range(0, length).Select(time => Noise.Wave(time, 12) + 2)];

        Seasonality.Detect([values], [12]).Should().BeEmpty();
        Seasonality.Detect([values], [0, -1, 1, int.MaxValue]).Should().NotContain(found => found < 2 || found > 12);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.1)]
    [InlineData(1e9)]
    public void Detect_ConstantOrLine_FindsNone(double slope)
    {
        Seasonality.Detect([[.. Enumerable.Range(0, 100).Select(time => slope * time)]], [4, 12]).Should().BeEmpty();
        Seasonality.Detect([[.. Enumerable.Repeat(slope, 100)]], [4, 12]).Should().BeEmpty();
    }
}
