using LstmForecast.Numerics;

namespace LstmForecast.Transforms;

/// <summary>
/// The smallest scales that windows are divided by, so that one in which nothing happened does not blow up the next
/// value. They come from the training series alone, not from the series at hand, which may still be short or constant.
/// </summary>
internal static class WindowFloor
{
    /// <summary>A window that varies ten times less than is usual counts as constant.</summary>
    private const double Share = 0.1;

    /// <summary>Most series of a set must keep their own scale, also where few are much larger than the others.</summary>
    private const double LowQuantile = 0.1;

    /// <param name="series">The training values of one channel, by series.</param>
    /// <param name="length">The points in a window.</param>
    /// <param name="subtractLevel">Whether windows lose their level.</param>
    /// <returns>
    /// The smallest scale: a tenth of a series' typical (median) scale, for a series smaller than 90 % of them; 1 where
    /// all windows are constant. And the smallest share of the level: a tenth of the typical share, at most a tenth.
    /// </returns>
    public static (double Smallest, double Relative) Fit(IReadOnlyList<double[]> series, int length, bool subtractLevel)
    {
        var typical = new List<double>();
        var shares = new List<double>();
        foreach (double[] values in series)
        {
            var scales = new List<double>();
            for (int end = values.Length; end >= ChannelWindow.Fewest(length); end -= length)
            {
                ReadOnlySpan<double> window = values.AsSpan(Math.Max(0, end - length)..end);
                (double level, double scale) = ChannelWindow.Measure(window, subtractLevel);
                // A deviation that is rounding error of the level is none.
                if (!(scale > 1e-12 * Math.Abs(level))) continue;
                scales.Add(scale);
                shares.Add(Math.Min(1, scale / Math.Abs(level)));
            }

            if (scales.Count > 0) typical.Add(OrderStatistics.Median(scales));
        }

        typical.Sort();
        return (
            typical.Count == 0 ? 1 : Share * OrderStatistics.Quantile(typical.ToArray(), LowQuantile),
            Share * OrderStatistics.Median(shares));
    }
}
