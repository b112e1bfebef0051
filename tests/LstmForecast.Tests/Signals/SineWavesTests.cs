namespace LstmForecast.Tests.Signals;

public sealed class SineWavesTests
{
    [Theory]
    [InlineData(100, 1000, 20)]
    [InlineData(40, 300, 1)]
    [InlineData(40, 300, 29)]
    public void Generate_EverySeries_IsTheSineWaveAtOneWholeShift(int count, int length, int width)
    {
        SeriesSet waves = SineWaves.Generate(count, length, width, seed: 5);

        waves.Should().HaveCount(count).And.OnlyContain(wave => wave.Length == length);
        int[] shifts = [.. waves.Select(wave => Wave.Shifts(wave, width, Wave.Sine).Should().ContainSingle().Subject)];
        shifts.Should().OnlyContain(shift => shift >= -4 * width && shift < 4 * width);
    }

    [Fact]
    public void Generate_ManySeries_DrawEveryShiftAboutEquallyOften()
    {
        SeriesSet waves = SineWaves.Generate(8000, 12, 5, seed: 1);

        IGrouping<int, TimeSeries>[] groups = [.. waves.GroupBy(wave => Wave.Shifts(wave, 5, Wave.Sine).Single())];
        groups.Select(group => group.Key).Should().BeEquivalentTo(Enumerable.Range(-20, 40));
        // 200 of each are expected, give or take 14.
        groups.Should().OnlyContain(group => group.Count() > 140 && group.Count() < 260);
    }

    [Theory]
    [InlineData(20, 1000, 10)]
    [InlineData(20, 900, 29)]
    public void GenerateCosineOfSquaredSine_EverySeries_IsThatWaveAtAWholeShift(int count, int length, int width)
    {
        SeriesSet waves = SineWaves.GenerateCosineOfSquaredSine(count, length, width, seed: 5);

        waves.Should().HaveCount(count).And.OnlyContain(wave => wave.Length == length);
        foreach (TimeSeries wave in waves)
        {
            Wave.Shifts(wave, width, Wave.CosineOfSquaredSine).Should().ContainSingle()
                .Which.Should().BeInRange(-4 * width, 4 * width - 1);
        }
    }

    [Fact]
    public void Generate_NoArguments_GivesTheArticlesSet()
    {
        SeriesSet waves = SineWaves.Generate();

        waves.Count.Should().Be(100);
        waves[0].Length.Should().Be(1000);
        Wave.Shifts(waves[0], 20, Wave.Sine).Should().ContainSingle();
        Numbers(waves).Should().Equal(Numbers(SineWaves.Generate(100, 1000, 20, 0)));
    }

    [Fact]
    public void Generate_Names_CountFromZero()
    {
        SeriesSet waves = SineWaves.Generate(3, 5, 2);

        waves.Select(wave => wave.Name).Should().Equal("wave-0", "wave-1", "wave-2");
        waves.Channels.Should().Equal("value");
    }

    [Fact]
    public void Generate_LongerSeries_BeginsWithTheShorterOne()
    {
        SeriesSet shorter = SineWaves.Generate(10, 50, 20, seed: 3);
        SeriesSet longer = SineWaves.Generate(10, 80, 20, seed: 3);

        longer.Select(wave => wave[..50].Channel()).Should().BeEquivalentTo(
            shorter.Select(wave => wave.Channel()), options => options.WithStrictOrdering());
    }

    [Fact]
    public void Generate_SameSeed_GivesTheSameNumbers() =>
        Numbers(SineWaves.Generate(9, 9, 9, seed: -8)).Should().Equal(Numbers(SineWaves.Generate(9, 9, 9, seed: -8)));

    [Fact]
    public void Generate_ThousandSeeds_AllDiffer()
    {
        string[] all = [.. Enumerable.Range(-500, 1000).Select(seed =>
            string.Join(' ', Numbers(SineWaves.Generate(10, 2, 20, seed))))];

        all.Should().OnlyHaveUniqueItems();
    }

    [Theory]
    [InlineData(0, 10, 10, "count")]
    [InlineData(10, 0, 10, "length")]
    [InlineData(10, 10, 0, "width")]
    [InlineData(-1, 10, 10, "count")]
    public void Generate_NumberBelowOne_NamesIt(int count, int length, int width, string parameter)
    {
        Action sine = () => SineWaves.Generate(count, length, width);
        Action cosine = () => SineWaves.GenerateCosineOfSquaredSine(count, length, width);

        sine.Should().Throw<ArgumentOutOfRangeException>().WithParameterName(parameter);
        cosine.Should().Throw<ArgumentOutOfRangeException>().WithParameterName(parameter);
    }

    private static double[] Numbers(SeriesSet set) => [.. set.SelectMany(series => series.Channel())];
}
