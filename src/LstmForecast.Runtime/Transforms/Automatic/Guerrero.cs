using LstmForecast.Numerics;

namespace LstmForecast.Transforms;

/// <summary>
/// The power that makes the spread of a series independent of its level: Guerrero, V. M. (1993), "Time-series analysis
/// supported by power transformations", Journal of Forecasting 12(1), 37-48.
/// </summary>
/// <remarks>
/// The series is cut into blocks; the power λ is the one for which <c>s / m^(1 - λ)</c> of the blocks, standard
/// deviation over mean, varies least, relative to its mean. Over several series this variation is averaged. λ is looked
/// for from 0 to 1 alone, in steps of 1/20: beyond that the curve exaggerates what it should calm.
/// </remarks>
internal static class Guerrero
{
    /// <summary>Points in a block: a year of months or half a day of hours; a season need not be known.</summary>
    private const int Block = 12;
    private const int FewestBlocks = 3;
    private const int Steps = 20;

    /// <param name="series">The training values of one channel, by series.</param>
    /// <param name="shift">What makes them positive.</param>
    /// <returns>From 0 to 1; 1 where the series are too short to tell.</returns>
    public static double Lambda(IReadOnlyList<double[]> series, double shift)
    {
        (double Mean, double Deviation)[][] blocks = [.. series.Select(one => Blocks(one, shift))
            .Where(one => one.Length >= FewestBlocks)];
        if (blocks.Length == 0) return 1;
        // The larger power of two that are as good: the one that changes less.
        return Enumerable.Range(0, Steps + 1).Select(step => (double)step / Steps).OrderDescending()
            .MinBy(lambda => blocks.Average(one => Variation(one, lambda)));
    }

    private static (double Mean, double Deviation)[] Blocks(double[] values, double shift)
    {
        double[] shifted = [.. values.Select(value => value + shift)];
        // The last points count, those left over are the first ones.
        var blocks = new List<(double, double)>();
        for (int end = shifted.Length; end >= Block; end -= Block)
        {
            ReadOnlySpan<double> block = shifted.AsSpan(end - Block, Block);
            double mean = Moments.Mean(block);
            blocks.Add((mean, Moments.Deviation(block, mean)));
        }

        return [.. blocks];
    }

    private static double Variation((double Mean, double Deviation)[] blocks, double lambda)
    {
        double[] ratios = [.. blocks.Select(block => block.Deviation / Math.Pow(block.Mean, 1 - lambda))];
        double mean = Moments.Mean(ratios);
        return mean > 0 ? Moments.Deviation(ratios, mean) / mean : 0;
    }
}
