namespace LstmForecast.Transforms;

/// <summary>Levels and scales of data.</summary>
internal static class ScaleStatistics
{
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
        measure.Spread(values) is { } spread ? spread : new ChannelScale(Mean(values), 1);

    /// <summary>The level and scale of some values; none where they are all the same, or none.</summary>
    public static ChannelScale? Spread(this ScaleMeasure measure, ReadOnlySpan<double> values)
    {
        double mean = Mean(values);
        double deviation = Deviation(values, mean);
        // A deviation that is rounding error of the mean is no scale to divide by.
        if (!(deviation > 1e-12 * Math.Abs(mean))) return null;
        if (measure == ScaleMeasure.Standard) return new ChannelScale(mean, deviation);
        double[] sorted = values.ToArray();
        Array.Sort(sorted);
        if (measure == ScaleMeasure.MinMax) return new ChannelScale(sorted[0], sorted[^1] - sorted[0]);
        double range = Quantile(sorted, 0.75) - Quantile(sorted, 0.25);
        // Where half of the values are the same, as in sales that are mostly 0, there is no range between the quartiles.
        return new ChannelScale(Quantile(sorted, 0.5), range > 1e-12 * Math.Abs(mean) ? range : deviation);
    }

    /// <summary>The mean; 0 of no values.</summary>
    public static double Mean(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values) sum += value;
        return values.Length == 0 ? 0 : sum / values.Length;
    }

    /// <summary>The standard deviation of the population around a mean; 0 of no values.</summary>
    public static double Deviation(ReadOnlySpan<double> values, double mean)
    {
        double squares = 0;
        foreach (double value in values) squares += (value - mean) * (value - mean);
        return values.Length == 0 ? 0 : Math.Sqrt(squares / values.Length);
    }

    /// <summary>A quantile of at least one sorted value, between two values linearly (R's type 7).</summary>
    public static double Quantile(ReadOnlySpan<double> sorted, double share)
    {
        double place = share * (sorted.Length - 1);
        int below = (int)place;
        int above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    /// <summary>The median of values in any order; 0 of no values.</summary>
    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? 0 : Quantile(sorted, 0.5);
    }
}
