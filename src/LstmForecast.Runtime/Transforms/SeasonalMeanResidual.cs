using System.Text.Json.Serialization;
using LstmForecast.Checks;

namespace LstmForecast.Transforms;

internal sealed record SeasonalMeanResidualPlan(int Length, int Seasons) : Transform
{
    internal override FittedTransform Fit(IReadOnlyList<TimeSeries> series) =>
        new FittedSeasonalMeanResidual(Length, Seasons);
}

internal sealed record FittedSeasonalMeanResidual(int Length, int Seasons) : FittedTransform
{
    /// <summary>No more points than this are remembered.</summary>
    public const int LargestMemory = Largest.Lag;

    [JsonIgnore]
    public override int PointsUsedUp => Length;

    [JsonIgnore]
    public override bool IsSeasonal => true;

    [JsonIgnore]
    public override string Description => $"Transform.SeasonalMeanResidual({Length}, {Seasons})";

    public override ChannelTransform For(string series, int channel, ReadOnlySpan<double> history) =>
        new ChannelSeasonalMean(Length, Seasons);

    public override bool IsValidFor(int channels) =>
        Length >= 1 && Seasons >= 1 && (long)Length * Seasons <= LargestMemory;
}
