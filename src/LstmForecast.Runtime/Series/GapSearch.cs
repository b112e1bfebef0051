namespace LstmForecast.Series;

/// <summary>Missing values in a row: channel and first time step are 0-based.</summary>
internal readonly record struct MissingRun(int Channel, int First, int Length);

internal static class GapSearch
{
    /// <summary>By the time at which they begin, then by channel.</summary>
    public static IEnumerable<MissingRun> Runs(TimeSeries series)
    {
        ThrowIfInfinite(series);
        int channels = series.Channels.Count;
        for (int i = 0; i < series.Length * channels; i++)
        {
            if (!double.IsNaN(series.Values[i]) || (i >= channels && double.IsNaN(series.Values[i - channels]))) continue;
            (int first, int channel) = Math.DivRem(i, channels);
            int end = first + 1;
            while (end < series.Length && double.IsNaN(series.Values[end * channels + channel])) end++;
            yield return new(channel, first, end - first);
        }
    }

    public static Gap[] In(TimeSeries series) =>
    [
        .. Runs(series).Select(run =>
            new Gap(series.Name, series.Channels[run.Channel], run.First, run.Length, series.Times?.At(run.First))),
    ];

    private static void ThrowIfInfinite(TimeSeries series)
    {
        for (int i = 0; i < series.Values.Length; i++)
        {
            if (!double.IsInfinity(series.Values[i])) continue;
            (int time, int channel) = Math.DivRem(i, series.Channels.Count);
            throw new InvalidOperationException(
                $"Series '{series.Name}' has {FormattableString.Invariant($"{series.Values[i]}")} at index {time} of channel "
                + $"'{series.Channels[channel]}'; a missing value must be NaN. Mend the value, or make it NaN.");
        }
    }
}
