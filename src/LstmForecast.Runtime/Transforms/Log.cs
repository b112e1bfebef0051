using System.Text.Json.Serialization;

namespace LstmForecast.Transforms;

internal sealed record LogPlan : Transform
{
    internal override FittedTransform Fit(IReadOnlyList<TimeSeries> series) => new FittedLog();
}

internal sealed record FittedLog : FittedTransform
{
    [JsonIgnore]
    public override bool ChecksValues => true;

    [JsonIgnore]
    public override string Description => "Transform.Log";

    public override ChannelTransform For(string series, int channel, ReadOnlySpan<double> history) => new ChannelLog();

    public override void Check(TimeSeries series, string argument)
    {
        base.Check(series, argument);
        ReadOnlySpan<double> values = series.Values;
        int bad = values.IndexOfAnyInRange(double.NegativeInfinity, 0);
        if (bad < 0) return;
        (int time, int channel) = Math.DivRem(bad, series.Channels.Count);
        throw new ArgumentException(
            FormattableString.Invariant($"Series '{series.Name}' has {values[bad]} at index {time} of channel ")
            + $"'{series.Channels[channel]}'; Transform.Log needs values above 0. Leave the transform out, "
            + "or shift the series.",
            argument);
    }

    public override bool IsValidFor(int channels) => true;
}

internal sealed class ChannelLog : PointwiseTransform
{
    public override double Apply(double value) => Math.Log(value);

    public override double Invert(double value) => Math.Exp(value);
}
