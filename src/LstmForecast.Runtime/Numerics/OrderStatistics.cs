namespace LstmForecast.Numerics;

/// <summary>Quantiles and medians of some values.</summary>
internal static class OrderStatistics
{
    /// <summary>
    /// A quantile of at least one sorted value, linear between the two values that enclose it (Hyndman and Fan, "Sample
    /// quantiles in statistical packages", 1996, definition 7).
    /// </summary>
    /// <param name="sorted">The values in ascending order.</param>
    /// <param name="level">From 0, the smallest value, to 1, the largest.</param>
    public static double Quantile(ReadOnlySpan<double> sorted, double level)
    {
        double position = level * (sorted.Length - 1);
        int below = (int)position;
        int above = Math.Min(below + 1, sorted.Length - 1);
        return below == above ? sorted[below] : sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }

    /// <summary>The quantile of level 0.5 of values in any order; 0 of no values.</summary>
    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? 0 : Quantile(sorted, 0.5);
    }

    /// <summary>
    /// The median of at least one value: the middle one, or half the sum of the middle two, which may differ from
    /// <see cref="Median"/> in the last bit. Sorts the values; allocates nothing.
    /// </summary>
    public static double MedianInPlace(Span<double> values)
    {
        values.Sort();
        int middle = values.Length / 2;
        return values.Length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
