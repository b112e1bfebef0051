namespace LstmForecast;

public static partial class Metrics
{
    /// <summary>Mean absolute percentage error (MAPE), <c>100 mean(|y - f| / |y|)</c>, in percent.</summary>
    /// <remarks>
    /// Infinite where an observation is 0 and its forecast is not; a forecast of 0 for an observation of 0 adds 0.
    /// It weighs an error more the smaller the observation, so it suits only values well away from 0, on a scale with
    /// a natural zero. Source: Hyndman and Koehler, "Another look at measures of forecast accuracy", International
    /// Journal of Forecasting 22 (2006), section 2.2.
    /// </remarks>
    /// <param name="observed">What was observed; at least one value.</param>
    /// <param name="forecast">What was forecast; as many values.</param>
    /// <exception cref="ArgumentException">There are no values, or not as many of each.</exception>
    public static double MeanAbsolutePercentageError(ReadOnlySpan<double> observed, ReadOnlySpan<double> forecast)
    {
        Check(observed, forecast);
        double sum = 0;
        for (int i = 0; i < observed.Length; i++) sum += PercentageError(observed[i], forecast[i]);
        return sum / observed.Length;
    }

    /// <summary>
    /// Symmetric mean absolute percentage error (sMAPE), <c>200 mean(|y - f| / (|y| + |f|))</c>, in percent: from 0
    /// to 200.
    /// </summary>
    /// <remarks>
    /// A forecast of 0 for an observation of 0 adds 0; a wrong one adds the full 200, however small. Source:
    /// Makridakis, Spiliotis and Assimakopoulos, "The M4 Competition", International Journal of Forecasting 36 (2020).
    /// </remarks>
    /// <param name="observed">What was observed; at least one value.</param>
    /// <param name="forecast">What was forecast; as many values.</param>
    /// <exception cref="ArgumentException">There are no values, or not as many of each.</exception>
    public static double SymmetricMeanAbsolutePercentageError(
        ReadOnlySpan<double> observed, ReadOnlySpan<double> forecast)
    {
        Check(observed, forecast);
        double sum = 0;
        for (int i = 0; i < observed.Length; i++) sum += SymmetricPercentageError(observed[i], forecast[i]);
        return sum / observed.Length;
    }

    /// <summary>
    /// Weighted absolute percentage error (WAPE), <c>100 sum(|y - f|) / sum(|y|)</c>, in percent: the mean absolute
    /// error in terms of the mean observation.
    /// </summary>
    /// <remarks>
    /// Single observations of 0 do no harm. Where all are 0, it is 0 for forecasts of 0 and infinite for others.
    /// Source: Kolassa and Schütz, "Advantages of the MAD/Mean ratio over the MAPE", Foresight 6 (2007).
    /// </remarks>
    /// <param name="observed">What was observed; at least one value.</param>
    /// <param name="forecast">What was forecast; as many values.</param>
    /// <exception cref="ArgumentException">There are no values, or not as many of each.</exception>
    public static double WeightedAbsolutePercentageError(ReadOnlySpan<double> observed, ReadOnlySpan<double> forecast)
    {
        Check(observed, forecast);
        double errors = 0;
        double observations = 0;
        for (int i = 0; i < observed.Length; i++)
        {
            errors += Math.Abs(observed[i] - forecast[i]);
            observations += Math.Abs(observed[i]);
        }

        return 100 * Relative(errors, observations);
    }

    internal static double PercentageError(double observed, double forecast) =>
        100 * Relative(Math.Abs(observed - forecast), Math.Abs(observed));

    internal static double SymmetricPercentageError(double observed, double forecast) =>
        200 * Relative(Math.Abs(observed - forecast), Math.Abs(observed) + Math.Abs(forecast));
}
