using LstmForecast.Numerics;

namespace LstmForecast.Transforms;

/// <summary>Levels and scales of data.</summary>
internal static class ScaleStatistics
{
    private const double Rounding = 1e-12;

    /// <summary>The level and scale of each channel, over the points of all series.</summary>
    public static ChannelScale[] OfChannels(this ScaleMeasure measure, IReadOnlyList<TimeSeries> series)
    {
        var scales = new ChannelScale[series[0].Channels.Count];
        for (int channel = 0; channel < scales.Length; channel++)
            scales[channel] = measure.Of([.. series.SelectMany(one => one.Channel(channel))]);
        return scales;
    }

    /// <summary>The level and scale of some values; where they are all the same, or none, the scale is 1.</summary>
    public static ChannelScale Of(this ScaleMeasure measure, ReadOnlySpan<double> values) =>
        measure.Spread(values) ?? WithoutSpread(values, 1);

    /// <summary>
    /// The level of values that are all the same, and another scale than theirs; at least their rounding errors, which are large
    /// where the values are.
    /// </summary>
    public static ChannelScale WithoutSpread(ReadOnlySpan<double> values, double scale)
    {
        double mean = Moments.Mean(values);
        return new ChannelScale(mean, Math.Max(scale, Rounding * Math.Abs(mean)));
    }

    /// <summary>The level and scale of some values; none where they are all the same, or none.</summary>
    public static ChannelScale? Spread(this ScaleMeasure measure, ReadOnlySpan<double> values)
    {
        double mean = Moments.Mean(values);
        double deviation = Moments.Deviation(values, mean);
        // A deviation that is rounding error of the mean is no scale to divide by.
        if (!(deviation > Rounding * Math.Abs(mean))) return null;
        if (measure == ScaleMeasure.Standard) return new ChannelScale(mean, deviation);
        double[] sorted = values.ToArray();
        Array.Sort(sorted);
        if (measure == ScaleMeasure.MinMax) return new ChannelScale(sorted[0], sorted[^1] - sorted[0]);
        double range = OrderStatistics.Quantile(sorted, 0.75) - OrderStatistics.Quantile(sorted, 0.25);
        // Where half of the values are the same, as in sales that are mostly 0, there is no range between the quartiles.
        return new ChannelScale(OrderStatistics.Quantile(sorted, 0.5), range > Rounding * Math.Abs(mean) ? range : deviation);
    }
}
