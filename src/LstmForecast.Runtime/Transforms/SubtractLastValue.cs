using System.Text.Json.Serialization;

namespace LstmForecast.Transforms;

internal sealed record SubtractLastValuePlan : Transform
{
    internal override FittedTransform Fit(IReadOnlyList<TimeSeries> series) => new FittedSubtractLastValue();
}

internal sealed record FittedSubtractLastValue : FittedTransform
{
    [JsonIgnore]
    public override int PointsUsedUp => 1;

    [JsonIgnore]
    public override string Description => "Transform.SubtractLastValue";

    public override ChannelTransform For(string series, int channel, ReadOnlySpan<double> history) =>
        // The last season, of one step.
        new ChannelSeasonalMean(length: 1, seasons: 1);

    public override bool IsValidFor(int channels) => true;
}
