namespace LstmForecast.Forecasting;

/// <summary>Finds channels that are forecast by their names.</summary>
internal static class ChannelIndex
{
    /// <param name="channels">The names of the channels that are forecast.</param>
    /// <param name="channel">The name to find.</param>
    /// <param name="series">The name of the series, for the message.</param>
    public static int Of(IReadOnlyList<string> channels, string channel, string series)
    {
        ArgumentNullException.ThrowIfNull(channel);
        for (int i = 0; i < channels.Count; i++)
        {
            if (channels[i] == channel) return i;
        }

        throw new ArgumentException(
            $"Of series '{series}' the channels ({string.Join(", ", channels)}) are forecast; '{channel}' is none of them.",
            nameof(channel));
    }
}
