using System.Text.Json.Serialization;

namespace LstmForecast.Transforms;

internal sealed record StandardizePlan : Transform
{
    internal override FittedTransform Fit(IReadOnlyList<TimeSeries> series)
    {
        int channels = series[0].Channels.Count;
        var means = new double[channels];
        var scales = new double[channels];
        double points = series.Sum(one => (double)one.Length);
        for (int channel = 0; channel < channels; channel++)
        {
            double mean = series.Sum(one => one.Channel(channel).Sum()) / points;
            double variance = series.Sum(one => one.Channel(channel).Sum(x => (x - mean) * (x - mean))) / points;
            // A deviation that is rounding error of the mean is no scale to divide by.
            bool constant = Math.Sqrt(variance) <= 1e-12 * Math.Abs(mean) || variance == 0;
            means[channel] = mean;
            scales[channel] = constant ? 1 : Math.Sqrt(variance);
        }

        return new FittedStandardize(means, scales);
    }
}

internal sealed record FittedStandardize(double[] Means, double[] Scales) : FittedTransform
{
    [JsonIgnore]
    public override string Description => "Transform.Standardize";

    public override ChannelTransform For(string series, int channel, ReadOnlySpan<double> history) =>
        new ChannelAffine(Means[channel], Scales[channel]);

    public override bool IsValidFor(int channels) =>
        Means?.Length == channels && Scales?.Length == channels && Means.All(double.IsFinite)
        && Scales.All(scale => double.IsFinite(scale) && scale > 0);
}

/// <summary>Subtracts a level and divides by a scale.</summary>
internal sealed class ChannelAffine(double level, double scale) : PointwiseTransform
{
    public override double Apply(double value) => (value - level) / scale;

    public override double Invert(double value) => value * scale + level;
}
