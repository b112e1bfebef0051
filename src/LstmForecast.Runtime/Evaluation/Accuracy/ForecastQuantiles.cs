namespace LstmForecast.Evaluation;

/// <summary>The quantiles of a forecast as a report wants them.</summary>
internal static class ForecastQuantiles
{
    /// <returns><c>[horizon, levels]</c>, rising in each row.</returns>
    public static double[] Of(Forecast forecast, int channel, ReadOnlySpan<double> levels)
    {
        var quantiles = new double[forecast.Horizon * levels.Length];
        for (int i = 0; i < levels.Length; i++)
        {
            double[] ofLevel = Of(forecast, channel, levels[i]);
            for (int step = 0; step < ofLevel.Length; step++) quantiles[step * levels.Length + i] = ofLevel[step];
        }

        // Intervals that a calibration moved each by itself may cross.
        for (int step = 0; step < forecast.Horizon && levels.Length > 0; step++)
            Array.Sort(quantiles, step * levels.Length, levels.Length);
        return quantiles;
    }

    private static double[] Of(Forecast forecast, int channel, double level)
    {
        if (forecast.Intervals is null) return forecast.Quantile(level, channel);
        // Rounded, as 1 - .9 is not quite .1.
        double between = Math.Round(Math.Abs(1 - 2 * level), 9);
        if (between == 0) return forecast.Channel(channel);
        return [.. forecast.Interval(between, channel).Select(one => level < 0.5 ? one.Lower : one.Upper)];
    }
}
