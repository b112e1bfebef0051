namespace LstmForecast.Runtime.Tests.Transforms;

/// <summary>Numbers around 0 with a standard deviation near 1, the same ones for the same seed.</summary>
internal static class Noise
{
    public static double[] Of(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, 12).Sum(_ => random.NextDouble()) - 6)];
    }

    /// <summary>A random walk.</summary>
    public static double[] Walk(int count, int seed)
    {
        double sum = 0;
        return [.. Of(count, seed).Select(step => sum += step)];
    }

    public static double Wave(int time, int length) => Math.Sin(2 * Math.PI * time / length);
}
