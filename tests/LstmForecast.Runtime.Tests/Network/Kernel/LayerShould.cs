namespace LstmForecast.Runtime.Tests.Network.Kernel;

internal static class LayerShould
{
    /// <summary>The largest difference within each array is so small a part of the largest number expected.</summary>
    public static void BeClose(
        IEnumerable<(string Name, double[] Values)> actual,
        IEnumerable<(string Name, double[] Values)> expected,
        double relative)
    {
        foreach (((string name, double[] a), (_, double[] e)) in actual.Zip(expected))
            RelativeError(a, e).Should().BeLessThan(relative, name);
    }

    /// <summary>NaN where one of the numbers is: a NaN stays in a maximum.</summary>
    private static double RelativeError(double[] actual, double[] expected)
    {
        actual.Should().HaveSameCount(expected);
        // Not only relative: a single number may be next to nothing.
        double scale = Math.Max(expected.Max(Math.Abs), 1e-3);
        return actual.Zip(expected, (a, e) => Math.Abs(a - e)).Aggregate(0.0, Math.Max) / scale;
    }

    public static void BeTheSameBits(
        IEnumerable<(string Name, double[] Values)> actual, IEnumerable<(string Name, double[] Values)> expected)
    {
        foreach (((string name, double[] a), (_, double[] e)) in actual.Zip(expected))
        {
            a.Select(BitConverter.DoubleToInt64Bits).Should()
                .Equal(e.Select(BitConverter.DoubleToInt64Bits), name);
        }
    }
}
