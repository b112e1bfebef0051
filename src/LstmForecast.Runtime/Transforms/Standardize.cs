using System.Text.Json.Serialization;

namespace LstmForecast.Transforms;

internal sealed record StandardizePlan : Transform
{
    internal override FittedTransform Fit(IReadOnlyList<TimeSeries> series)
    {
        ChannelScale[] scales = ScaleMeasure.Standard.OfChannels(series);
        return new FittedStandardize([.. scales.Select(one => one.Level)], [.. scales.Select(one => one.Scale)]);
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
