namespace LstmForecast.Tests.Signals;

/// <summary>
/// Numbers printed by Golden/signals.py, which draws them by its own implementation of the random numbers: what a seed
/// gives must not change between platforms and versions.
/// </summary>
public sealed class SignalGoldenTests
{
    [Theory]
    [InlineData(0, new[] { 16, 39, -64, -14, 37, 79, -13, 5 }, new[] { 0.7173560857772827, 0.9289597272872925 })]
    [InlineData(1, new[] { 32, 3, 11, -18, 31, -58, -69, -20 }, new[] { 0.9995735883712769, 0.14943812787532806 })]
    [InlineData(2024, new[] { -72, 45, -69, -55, 43, -41, -17, -39 }, new[] { 0.4425204396247864, 0.7780731916427612 })]
    public void Generate_SineWaves_AreThoseOfTheScript(int seed, int[] shifts, double[] first)
    {
        SeriesSet waves = SineWaves.Generate(8, 1000, 20, seed);

        waves.Select(wave => Wave.Shifts(wave, 20, Wave.Sine).Single()).Should().Equal(shifts);
        waves.Take(2).Select(wave => wave[0]).Should().Equal(first);
    }

    [Theory]
    [InlineData(0, 140, 1099, 12, -9, 0.992616593837738)]
    [InlineData(1, 155, 1008, 21, -19, 0.9999831318855286)]
    [InlineData(2024, 58, 1112, 11, -30, 0.8268394470214844)]
    public void GenerateCosineOfSquaredSine_DrawnShape_IsThatOfTheScript(
        int seed, int count, int length, int width, int shift, double last)
    {
        SeriesSet waves = SineWaves.GenerateCosineOfSquaredSine(seed);

        waves.Count.Should().Be(count);
        waves[0].Length.Should().Be(length);
        Wave.Shifts(waves[0], width, Wave.CosineOfSquaredSine).Should().Equal(shift);
        waves[0][length - 1].Should().Be(last);
    }

    [Theory]
    [InlineData(0, new[]
    {
        14.598102569580078, 17.063459396362305, 16.304946899414062, 18.611936569213867, 17.984394073486328,
    })]
    [InlineData(7, new[]
    {
        14.964362144470215, 14.536247253417969, 16.89607048034668, 17.701030731201172, 20.70479393005371,
    })]
    public void Generate_MinutesPerGame_AreThoseOfTheScript(int seed, double[] minutes) =>
        MinutesPlayed.Generate(1, 5, MinutesNoise.PerGame, seed)[0].Channel().Should().Equal(minutes);

    [Theory]
    [InlineData(0, new[]
    {
        14.598102569580078, 15.463459968566895, 13.104947090148926, 13.81193733215332, 11.584393501281738,
    })]
    [InlineData(7, new[]
    {
        14.964362144470215, 12.936246871948242, 13.696069717407227, 12.901030540466309, 14.304794311523438,
    })]
    public void Generate_MinutesPerSeries_AreThoseOfTheScript(int seed, double[] firstGames) =>
        MinutesPlayed.Generate(5, 3, MinutesNoise.PerSeries, seed).Select(player => player[0])
            .Should().Equal(firstGames);
}
