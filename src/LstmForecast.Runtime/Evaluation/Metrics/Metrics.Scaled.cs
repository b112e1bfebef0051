using System.Globalization;

namespace LstmForecast;

public static partial class Metrics
{
    /// <summary>
    /// Mean absolute scaled error (MASE), <c>mean(|y - f|) / scale</c>: below 1, the forecasts are nearer to what was
    /// observed than a seasonal naive forecast one step ahead is on the training part. Without unit.
    /// </summary>
    /// <remarks>
    /// Where the scale is 0 (a training part that repeats itself), it is 0 for forecasts without error and infinite
    /// for others. Source: Hyndman and Koehler, "Another look at measures of forecast accuracy", International
    /// Journal of Forecasting 22 (2006), section 3; the seasonal scale as in Hyndman and Athanasopoulos,
    /// "Forecasting: principles and practice", 3rd edition, section 5.8.
    /// </remarks>
    /// <param name="observed">What was observed; at least one value.</param>
    /// <param name="forecast">What was forecast; as many values.</param>
    /// <param name="scale">The scale of the series, see <see cref="AbsoluteScale"/>; in the units of the values.</param>
    /// <exception cref="ArgumentException">There are no values, or not as many of each.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The scale is negative or not a finite number.</exception>
    public static double MeanAbsoluteScaledError(
        ReadOnlySpan<double> observed, ReadOnlySpan<double> forecast, double scale)
    {
        CheckScale(scale, nameof(scale));
        return Relative(MeanAbsoluteError(observed, forecast), scale);
    }

    /// <summary>
    /// Root mean squared scaled error (RMSSE), <c>sqrt(mean((y - f)^2) / scale)</c>. Without unit.
    /// </summary>
    /// <remarks>
    /// Where the scale is 0, it is 0 for forecasts without error and infinite for others. Source: Makridakis,
    /// Spiliotis and Assimakopoulos, "M5 accuracy competition: Results, findings, and conclusions", International
    /// Journal of Forecasting 38 (2022), whose scale has season 1.
    /// </remarks>
    /// <param name="observed">What was observed; at least one value.</param>
    /// <param name="forecast">What was forecast; as many values.</param>
    /// <param name="scale">
    /// The scale of the series, see <see cref="SquaredScale"/>; in the square of the units of the values.
    /// </param>
    /// <exception cref="ArgumentException">There are no values, or not as many of each.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The scale is negative or not a finite number.</exception>
    public static double RootMeanSquaredScaledError(
        ReadOnlySpan<double> observed, ReadOnlySpan<double> forecast, double scale)
    {
        CheckScale(scale, nameof(scale));
        return Math.Sqrt(Relative(MeanSquaredError(observed, forecast), scale));
    }

    /// <summary>
    /// The scale of MASE: the mean absolute error of the seasonal naive forecast inside the training part,
    /// <c>mean(|y[t] - y[t - seasonLength]|)</c>, in the units of the values. 0 where the part repeats itself.
    /// </summary>
    /// <param name="training">
    /// The training part of one channel, oldest first: more than a season. NaN is a missing value, and a pair of
    /// values with a missing one does not count.
    /// </param>
    /// <param name="seasonLength">The length of a season in time steps, at least 1: 12 for months in a year, 1 for none.</param>
    /// <exception cref="ArgumentException">There are no two values a season apart.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The season is below 1.</exception>
    public static double AbsoluteScale(ReadOnlySpan<double> training, int seasonLength = 1) =>
        Checked(SeasonalStep(training, seasonLength, squared: false), training, seasonLength);

    /// <summary>
    /// The scale of RMSSE: the mean squared error of the seasonal naive forecast inside the training part,
    /// <c>mean((y[t] - y[t - seasonLength])^2)</c>, in the square of the units of the values. 0 where the part repeats itself.
    /// </summary>
    /// <param name="training">As for <see cref="AbsoluteScale"/>.</param>
    /// <param name="seasonLength">The length of a season in time steps, at least 1; the M5 competition takes 1.</param>
    /// <exception cref="ArgumentException">There are no two values a season apart.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The season is below 1.</exception>
    public static double SquaredScale(ReadOnlySpan<double> training, int seasonLength = 1) =>
        Checked(SeasonalStep(training, seasonLength, squared: true), training, seasonLength);

    /// <summary>Either scale; NaN where no two observations are a season apart.</summary>
    internal static double SeasonalStep(ReadOnlySpan<double> training, int seasonLength, bool squared)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(seasonLength, 1);
        double sum = 0;
        int count = 0;
        for (int time = seasonLength; time < training.Length; time++)
        {
            double step = Math.Abs(training[time] - training[time - seasonLength]);
            if (double.IsNaN(step)) continue;
            sum += squared ? step * step : step;
            count++;
        }

        return sum / count;
    }

    private static double Checked(double scale, ReadOnlySpan<double> training, int seasonLength)
    {
        if (!double.IsNaN(scale)) return scale;
        throw new ArgumentException(
            $"A training part of {training.Length} values has no two observations {seasonLength} apart; the scale of a season of "
            + $"{seasonLength} needs at least {seasonLength + 1L} values. Give a longer part or a shorter season.",
            nameof(training));
    }

    private static void CheckScale(double scale, string argument)
    {
        if (double.IsFinite(scale) && scale >= 0) return;
        throw new ArgumentOutOfRangeException(
            argument,
            scale,
            $"The scale is {scale.ToString(CultureInfo.InvariantCulture)}; it must be a finite number of at least 0.");
    }
}
