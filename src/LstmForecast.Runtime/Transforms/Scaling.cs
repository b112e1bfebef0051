using System.Text.Json.Serialization;

namespace LstmForecast.Transforms;

/// <summary>One level and scale a channel, for all series.</summary>
internal sealed record ScalingPlan(ScaleMeasure Measure) : Transform
{
    internal override FittedTransform Fit(IReadOnlyList<TimeSeries> series) =>
        new FittedScaling(Measure, Measure.OfChannels(series));
}

/// <param name="Measure">What was measured.</param>
/// <param name="Channels">The level and scale of each channel.</param>
internal sealed record FittedScaling(ScaleMeasure Measure, ChannelScale[] Channels) : FittedTransform
{
    [JsonIgnore]
    public override string Description => $"Transform.{Measure}";

    public override ChannelTransform For(string series, int channel, ReadOnlySpan<double> history) =>
        new ChannelAffine(Channels[channel].Level, Channels[channel].Scale);

    public override bool IsValidFor(int channels) =>
        Measure is ScaleMeasure.MinMax or ScaleMeasure.Robust
        && Channels.Length == channels && Channels.All(channel => channel is { IsValid: true });
}
