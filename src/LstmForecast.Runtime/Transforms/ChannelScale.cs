using System.Text.Json.Serialization;

namespace LstmForecast.Transforms;

/// <summary>The level that is subtracted from a channel and the scale it is divided by.</summary>
/// <param name="Level">A finite number.</param>
/// <param name="Scale">Above 0.</param>
internal sealed record ChannelScale(double Level, double Scale)
{
    [JsonIgnore]
    public bool IsValid => double.IsFinite(Level) && double.IsFinite(Scale) && Scale > 0;
}
