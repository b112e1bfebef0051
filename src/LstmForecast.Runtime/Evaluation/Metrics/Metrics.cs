namespace LstmForecast;

/// <summary>
/// How far forecasts are from what was observed. All take values in the same order, and none leaves a value out: a
/// NaN among them makes the result NaN.
/// </summary>
/// <remarks>
/// Where a measure divides by observations or by a scale, an error of nothing counts as 0 whatever it is divided by,
/// and any other error divided by 0 is infinite. So a single observation of 0 makes a percentage error infinite: a
/// sign that another measure suits the series better, which no small constant in the denominator should hide.
/// </remarks>
public static partial class Metrics
{
    /// <summary>An error in terms of a scale: 0 for no error, infinite for any other where the scale is 0.</summary>
    internal static double Relative(double error, double scale) => error == 0 ? 0 : error / scale;

    private static void Check(ReadOnlySpan<double> observed, ReadOnlySpan<double> forecast)
    {
        if (observed.Length == 0 || observed.Length != forecast.Length)
        {
            throw new ArgumentException(
                $"{observed.Length} observed and {forecast.Length} forecast values; there must be as many of each, "
                + "and at least one.",
                nameof(forecast));
        }
    }
}
