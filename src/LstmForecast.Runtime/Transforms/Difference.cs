using System.Text.Json.Serialization;
using LstmForecast.Checks;

namespace LstmForecast.Transforms;

internal sealed record DifferencePlan(int Lag) : Transform
{
    internal override FittedTransform Fit(IReadOnlyList<TimeSeries> series) => new FittedDifference(Lag);
}

internal sealed record FittedDifference(int Lag) : FittedTransform
{
    // The attribute of the base class does not reach an override.
    [JsonIgnore]
    public override int PointsUsedUp => Lag;

    [JsonIgnore]
    public override bool IsSeasonal => Lag > 1;

    [JsonIgnore]
    public override string Description => $"Transform.Difference({Lag})";

    public override ChannelTransform For(string series, int channel, ReadOnlySpan<double> history) =>
        new ChannelDifference(Lag);

    public override bool AccumulatesOver(int horizon) => Lag < horizon;

    public override bool IsValidFor(int channels) => Lag is >= 1 and <= Largest.Lag;
}

internal sealed class ChannelDifference(int lag) : ChannelTransform
{
    public override int PointsUsedUp => lag;

    public override void Apply(ReadOnlySpan<double> past, Span<double> future)
    {
        // From the end, as each value needs an earlier one as it was.
        for (int step = future.Length - 1; step >= 0; step--) future[step] -= Earlier(past, future, step);
    }

    public override void Invert(ReadOnlySpan<double> past, Span<double> future)
    {
        for (int step = 0; step < future.Length; step++) future[step] += Earlier(past, future, step);
    }

    private double Earlier(ReadOnlySpan<double> past, ReadOnlySpan<double> future, int step) =>
        step < lag ? past[past.Length + step - lag] : future[step - lag];
}
