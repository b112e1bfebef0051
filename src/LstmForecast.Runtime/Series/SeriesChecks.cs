namespace LstmForecast.Series;

/// <summary>What a network can learn from and forecast: checked once, at the door, with errors that say what to mend.</summary>
internal static class SeriesChecks
{
    public static void ThrowIfNotFinite(TimeSeries series, string argument)
    {
        int bad = series.Values.IndexOfAnyExceptInRange(double.MinValue, double.MaxValue);
        if (bad < 0) return;
        (int time, int channel) = Math.DivRem(bad, series.Channels.Count);
        throw new ArgumentException(
            $"Series '{series.Name}' has {FormattableString.Invariant($"{series.Values[bad]}")} at index {time} of channel "
            + $"'{series.Channels[channel]}'; every value must be a finite number. Fill the gap or cut the series there.",
            argument);
    }

    public static void ThrowIfShorterThan(TimeSeries series, long needed, string why, string argument)
    {
        if (series.Length >= needed) return;
        throw new ArgumentException(
            $"Series '{series.Name}' has {series.Length} {(series.Length == 1 ? "point" : "points")}; "
            + $"{why} needs at least {needed}.",
            argument);
    }
}
