namespace LstmForecast.Forecasting;

/// <summary>What of a series is shown before a cutoff.</summary>
internal static class RollingWindow
{
    /// <summary>
    /// The first time step shown: that of a window of some length, or of the whole series. A window does not begin with a
    /// value that is missing, as nothing could stand for it.
    /// </summary>
    /// <param name="series">The series.</param>
    /// <param name="count">The points before the cutoff.</param>
    /// <param name="length">The most points to show; null for all.</param>
    public static int StartOf(TimeSeries series, int count, int? length)
    {
        int start = Math.Max(0, count - (length ?? count));
        while (start < count && series.At(start).ContainsAnyExceptInRange(double.MinValue, double.MaxValue)) start++;
        return start;
    }
}
