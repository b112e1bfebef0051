using System.Text.Json.Serialization;
using LstmForecast.Checks;

namespace LstmForecast.Transforms;

internal sealed record SeasonalNaiveResidualPlan(int Length) : Transform
{
    internal override FittedTransform Fit(IReadOnlyList<TimeSeries> series) => new FittedSeasonalNaiveResidual(Length);
}

internal sealed record FittedSeasonalNaiveResidual(int Length) : FittedTransform
{
    [JsonIgnore]
    public override int PointsUsedUp => Length;

    [JsonIgnore]
    public override bool IsSeasonal => true;

    [JsonIgnore]
    public override string Description => $"Transform.SeasonalNaiveResidual({Length})";

    public override ChannelTransform For(string series, int channel, ReadOnlySpan<double> history) =>
        new ChannelSeasonalMean(Length, seasons: 1);

    public override bool IsValidFor(int channels) => Length is >= 1 and <= Largest.Lag;
}
