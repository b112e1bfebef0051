using System.Text.Json.Serialization;

namespace LstmForecast.Transforms;

internal sealed record WindowNormalizePlan(int Length) : Transform
{
    internal override FittedTransform Fit(IReadOnlyList<TimeSeries> series)
    {
        int channels = series[0].Channels.Count;
        var smallest = new double[channels];
        var relative = new double[channels];
        for (int channel = 0; channel < channels; channel++)
        {
            (smallest[channel], relative[channel]) =
                WindowFloor.Fit([.. series.Select(one => one.Channel(channel))], Length, subtractLevel: true);
        }

        return new FittedWindowNormalize(Length, smallest, relative);
    }
}

/// <param name="Length">The points in a window.</param>
/// <param name="SmallestScales">By channel, what no window is divided by less than.</param>
/// <param name="RelativeScales">By channel, the same as a share of the window's level.</param>
internal sealed record FittedWindowNormalize(int Length, double[] SmallestScales, double[] RelativeScales)
    : FittedTransform
{
    [JsonIgnore]
    public override int PointsUsedUp => ChannelWindow.Fewest(Length);

    [JsonIgnore]
    public override string Description => $"Transform.WindowNormalize({Length})";

    public override ChannelTransform For(string series, int channel, ReadOnlySpan<double> history) =>
        new ChannelWindow(Length, subtractLevel: true, SmallestScales[channel], RelativeScales[channel]);

    public override bool IsValidFor(int channels) =>
        Length is >= 2 and <= ChannelWindow.LargestLength
        && SmallestScales.Length == channels && SmallestScales.All(scale => scale > 0 && double.IsFinite(scale))
        && RelativeScales.Length == channels && RelativeScales.All(share => share is >= 0 and <= 1);
}
