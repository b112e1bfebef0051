using System.Text.Json.Serialization;

namespace LstmForecast.Transforms;

internal sealed record WindowScalePlan(int Length) : Transform
{
    internal override FittedTransform Fit(IReadOnlyList<TimeSeries> series)
    {
        var smallest = new double[series[0].Channels.Count];
        for (int channel = 0; channel < smallest.Length; channel++)
        {
            (smallest[channel], _) =
                WindowFloor.Fit([.. series.Select(one => one.Channel(channel))], Length, subtractLevel: false);
        }

        return new FittedWindowScale(Length, smallest);
    }
}

/// <param name="Length">The points in a window.</param>
/// <param name="SmallestScales">By channel, what no window is divided by less than.</param>
internal sealed record FittedWindowScale(int Length, double[] SmallestScales) : FittedTransform
{
    [JsonIgnore]
    public override int PointsUsedUp => ChannelWindow.Fewest(Length);

    [JsonIgnore]
    public override string Description => $"Transform.WindowScale({Length})";

    public override ChannelTransform For(string series, int channel, ReadOnlySpan<double> history) =>
        new ChannelWindow(Length, subtractLevel: false, SmallestScales[channel], relativeScale: 0);

    public override bool IsValidFor(int channels) =>
        Length is >= 2 and <= ChannelWindow.LargestLength
        && SmallestScales.Length == channels && SmallestScales.All(scale => scale > 0 && double.IsFinite(scale));
}
