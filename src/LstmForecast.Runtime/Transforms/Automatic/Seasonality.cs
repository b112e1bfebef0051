using LstmForecast.Numerics;

namespace LstmForecast.Transforms;

/// <summary>Finds the lengths of seasons in training series.</summary>
internal static class Seasonality
{
    /// <summary>The strength from which R's <c>forecast::nsdiffs</c> takes a seasonal difference.</summary>
    public const double Strong = 0.64;

    /// <summary>A season that was seen fewer times than this is not told from chance.</summary>
    private const int FewestSeasons = 3;

    /// <summary>The same for a length that was looked for in the series: among many, one fits by chance.</summary>
    private const int FewestSuggestedSeasons = 6;

    /// <summary>A longer season must leave this share less than a shorter one, which it holds several times.</summary>
    private const double Improvement = 0.1;

    private const int LongestLag = 1000;

    /// <summary>The lengths of strong seasons, each explaining more than the one before it, the shortest first.</summary>
    /// <param name="series">Some series; the median of those that are long enough (3 seasons) counts.</param>
    /// <param name="candidates">
    /// Lengths that the time step suggests. What the autocorrelation suggests is added, where it was seen 6 times.
    /// </param>
    public static IReadOnlyList<int> Detect(IReadOnlyList<double[]> series, IReadOnlyList<int> candidates)
    {
        var found = new List<int>();
        foreach (int length in candidates.Concat(Suggested(series)).Where(length => length > 1).Distinct().Order())
        {
            if (Strength(series, length) < Strong) continue;
            if (found.Count == 0 || Better(series, found[^1], length)) found.Add(length);
        }

        return found;
    }

    /// <summary>
    /// The median strength of a season in the series that hold it often enough, at least half of them. Of values above
    /// 0 also the logarithms are looked at: there a season stays the same while the level grows.
    /// </summary>
    public static double Strength(IReadOnlyList<double[]> series, int length)
    {
        double[][] enough = [.. series.Where(one => IsLongEnough(one, length))];
        return 2 * enough.Length < series.Count ? 0 : OrderStatistics.Median(enough.Select(one =>
        {
            double strength = SeasonalStrength.Of(one, length);
            if (one.Min() <= 0) return strength;
            return Math.Max(strength, SeasonalStrength.Of([.. one.Select(value => Math.Log(value))], length));
        }));
    }

    private static bool IsLongEnough(double[] values, int length) => values.Length >= (long)FewestSeasons * length + 1;

    private static bool Better(IReadOnlyList<double[]> series, int shorter, int longer) =>
        OrderStatistics.Median(series.Where(one => IsLongEnough(one, longer)).Select(one =>
        {
            double[] detrended = SeasonalStrength.Detrend(one, longer);
            return SeasonalStrength.Rest(detrended, longer) / SeasonalStrength.Rest(detrended, shorter);
        })) < 1 - Improvement;

    /// <summary>
    /// The lags at which the differences of the series resemble themselves most, by the median autocorrelation of the
    /// series: the first peak that is nearly as high as the highest one, and the first that is hardly lower.
    /// </summary>
    private static IEnumerable<int> Suggested(IReadOnlyList<double[]> series)
    {
        if (series.Count == 0) return [];
        double typical = OrderStatistics.Median(series.Select(one => (double)one.Length));
        int longest = (int)Math.Min(LongestLag, typical / FewestSuggestedSeasons);
        if (longest < 2) return [];
        double[][] all = [.. series.Where(one => one.Length > longest + 2).Select(one => Autocorrelation(one, longest + 1))];
        if (all.Length == 0) return [];
        double[] median = [.. Enumerable.Range(0, longest + 2).Select(lag => OrderStatistics.Median(all.Select(one => one[lag])))];
        int[] peaks = [.. Enumerable.Range(2, longest - 1)
            .Where(lag => median[lag] > median[lag - 1] && median[lag] >= median[lag + 1])
            // Two standard errors of the autocorrelation of noise.
            .Where(lag => median[lag] > 2 / Math.Sqrt(typical))];
        if (peaks.Length == 0) return [];
        double highest = peaks.Max(lag => median[lag]);
        return [peaks.First(lag => median[lag] >= 0.8 * highest), peaks.First(lag => median[lag] >= 0.95 * highest)];
    }

    private static double[] Autocorrelation(double[] values, int longest)
    {
        double[] differences = [.. values.Skip(1).Zip(values, (later, earlier) => later - earlier)];
        double mean = Moments.Mean(differences);
        for (int i = 0; i < differences.Length; i++) differences[i] -= mean;
        var products = new double[longest + 1];
        for (int lag = 0; lag <= longest; lag++)
        {
            for (int i = lag; i < differences.Length; i++) products[lag] += differences[i] * differences[i - lag];
        }

        // Each lag by the number of its products, or a long season would seem weaker than the short ones inside it.
        double variance = products[0] / differences.Length;
        return variance > 0
            ? [.. products.Select((product, lag) => product / (differences.Length - lag) / variance)]
            : products;
    }
}
