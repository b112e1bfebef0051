namespace LstmForecast.Tests.Signals;

/// <summary>The article's second family, of which N, L and T are drawn: recovered from the numbers alone.</summary>
public sealed class DrawnShapeTests
{
    // Enough for each end of every range to come close, and no two seeds alike.
    private static readonly Lazy<(int Count, int Length, int Width)[]> Shapes = new(() =>
        [.. Enumerable.Range(0, 60).Select(seed =>
        {
            SeriesSet waves = SineWaves.GenerateCosineOfSquaredSine(seed);
            return (waves.Count, waves[0].Length, Width(waves[0]));
        })]);

    [Fact]
    public void GenerateCosineOfSquaredSine_ManySeeds_DrawTheNumberOfSeries() =>
        ShouldFill(Shapes.Value.Select(shape => shape.Count), 50, 200);

    [Fact]
    public void GenerateCosineOfSquaredSine_ManySeeds_DrawTheLength() =>
        ShouldFill(Shapes.Value.Select(shape => shape.Length), 800, 1200);

    [Fact]
    public void GenerateCosineOfSquaredSine_ManySeeds_DrawTheWidth() =>
        ShouldFill(Shapes.Value.Select(shape => shape.Width), 10, 30);

    [Fact]
    public void GenerateCosineOfSquaredSine_ManySeeds_AllDiffer() => Shapes.Value.Should().OnlyHaveUniqueItems();

    [Fact]
    public void GenerateCosineOfSquaredSine_OneSeed_HasOneWidthAndLengthAndSeveralShifts()
    {
        SeriesSet waves = SineWaves.GenerateCosineOfSquaredSine(seed: 4);
        int width = Width(waves[0]);

        waves.Should().OnlyContain(wave => wave.Length == waves[0].Length);
        int[] shifts = [.. waves.Select(wave => Wave.Shifts(wave, width, Wave.CosineOfSquaredSine).Single())];
        shifts.Should().OnlyContain(shift => shift >= -4 * width && shift < 4 * width);
        shifts.Distinct().Should().HaveCountGreaterThan(10);
    }

    private static int Width(TimeSeries wave) => Enumerable.Range(5, 30)
        .Where(width => Wave.Shifts(wave, width, Wave.CosineOfSquaredSine).Length > 0).Should().ContainSingle().Subject;

    private static void ShouldFill(IEnumerable<int> numbers, int minimum, int maximum)
    {
        int tenth = (maximum - minimum) / 10;
        numbers.Should().OnlyContain(number => number >= minimum && number < maximum);
        numbers.Min().Should().BeLessThan(minimum + tenth);
        numbers.Max().Should().BeGreaterThanOrEqualTo(maximum - tenth);
    }
}
