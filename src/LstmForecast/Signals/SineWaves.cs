using LstmForecast.Numerics;

namespace LstmForecast;

/// <summary>
/// Sine waves and relatives: one wave, shifted by a whole number of steps for each series. The same seed gives the same
/// shifts on every platform; values are rounded to 32-bit floats.
/// </summary>
public static class SineWaves
{
    /// <summary>Sine waves, <c>sin((t + s) / T)</c> with s drawn from [-4T, 4T).</summary>
    /// <param name="count">How many series (N), at least 1. Default: 100.</param>
    /// <param name="length">Points in each (L), at least 1. Default: 1,000. A longer series begins with the shorter one.</param>
    /// <param name="width">The wave's width in time steps a radian (T), at least 1. Default: 20.</param>
    /// <param name="seed">What the shifts are drawn from.</param>
    /// <returns>Series named <c>wave-0</c>, <c>wave-1</c>, … with one channel, <c>value</c>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1.</exception>
    public static SeriesSet Generate(int count = 100, int length = 1000, int width = 20, long seed = 0) =>
        Shifted(new SeededRandom(seed), count, length, width, Math.Sin);

    /// <summary>
    /// The family <c>cos(sin((t + s) / T)^2)</c> with s drawn from [-4T, 4T).
    /// </summary>
    /// <param name="count">How many series (N), at least 1.</param>
    /// <param name="length">Points in each (L), at least 1.</param>
    /// <param name="width">The wave's width in time steps a radian (T), at least 1.</param>
    /// <param name="seed">What the shifts are drawn from.</param>
    /// <returns>Series named <c>wave-0</c>, <c>wave-1</c>, … with one channel, <c>value</c>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1.</exception>
    public static SeriesSet GenerateCosineOfSquaredSine(int count, int length, int width, long seed = 0) =>
        Shifted(new SeededRandom(seed), count, length, width, CosineOfSquaredSine);

    /// <summary>
    /// The same family in a shape that is drawn too: N from [50, 200), L from [800, 1200), T from [10, 30).
    /// </summary>
    /// <param name="seed">What the shape and the shifts are drawn from.</param>
    /// <returns>Series named <c>wave-0</c>, <c>wave-1</c>, … with one channel, <c>value</c>.</returns>
    public static SeriesSet GenerateCosineOfSquaredSine(long seed = 0)
    {
        var random = new SeededRandom(seed);
        int count = random.NextInteger(50, 200);
        int length = random.NextInteger(800, 1200);
        int width = random.NextInteger(10, 30);
        return Shifted(random, count, length, width, CosineOfSquaredSine);
    }

    private static double CosineOfSquaredSine(double x) => Math.Cos(Math.Pow(Math.Sin(x), 2));

    private static SeriesSet Shifted(SeededRandom random, int count, int length, int width, Func<double, double> wave)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        return new SeriesSet(Enumerable.Range(0, count).Select(index =>
        {
            int shift = random.NextInteger(-4 * width, 4 * width);
            double[] values = [.. Enumerable.Range(0, length).Select(t => (double)(float)wave((t + shift) / (double)width))];
            return new TimeSeries($"wave-{index}", values);
        }));
    }
}
