namespace LstmForecast.TrainingData;

/// <summary>How many steps of a horizon series can teach: an output that no series is long enough for stays at its initial weights.</summary>
internal static class TaughtSteps
{
    /// <param name="train">What is learnt from.</param>
    /// <param name="channel">The channel to forecast.</param>
    /// <param name="usedUp">Points that the transforms use up.</param>
    /// <returns>The last horizon step, 1-based, with a target in any series, 0 for none; and the series that has it.</returns>
    public static (int Steps, TimeSeries Longest) Of(IReadOnlyList<TimeSeries> train, int channel, int usedUp)
    {
        // The first forecast is made after one point more than are used up.
        (int last, TimeSeries longest) = train.Select(series => (LastObserved(series, channel), series)).MaxBy(one => one.Item1);
        return (Math.Max(0, last - usedUp), longest);
    }

    private static int LastObserved(TimeSeries series, int channel)
    {
        int last = series.Length - 1;
        while (last >= 0 && double.IsNaN(series[last, channel])) last--;
        return last;
    }
}
