using LstmForecast.Numerics;

namespace LstmForecast.Unrolling;

/// <summary>Futures of one series that a model drew at random.</summary>
/// <param name="Values"><c>[paths, horizon, targets]</c>, in the units of the series.</param>
/// <param name="Count">How many.</param>
/// <param name="Targets">Channels that are forecast.</param>
internal sealed record SampledPaths(double[] Values, int Count, int Targets)
{
    public int Horizon => Values.Length / Count / Targets;

    /// <summary>One future of one target.</summary>
    public double[] Path(int path, int target)
    {
        var values = new double[Horizon];
        for (int step = 0; step < values.Length; step++) values[step] = Values[Index(path, step, target)];
        return values;
    }

    /// <summary>
    /// The quantile over the paths at each step, <c>[horizon, targets]</c>: linear between the two paths that enclose it
    /// (Hyndman and Fan, "Sample quantiles in statistical packages", 1996, definition 7).
    /// </summary>
    /// <param name="level">From 0, the lowest path, to 1, the highest.</param>
    public double[] Quantile(double level)
    {
        var quantiles = new double[Horizon * Targets];
        var sorted = new double[Count];
        for (int i = 0; i < quantiles.Length; i++)
        {
            for (int path = 0; path < Count; path++) sorted[path] = Values[path * quantiles.Length + i];
            Array.Sort(sorted);
            quantiles[i] = OrderStatistics.Quantile(sorted, level);
        }

        return quantiles;
    }

    private int Index(int path, int step, int target) => (path * Horizon + step) * Targets + target;
}
