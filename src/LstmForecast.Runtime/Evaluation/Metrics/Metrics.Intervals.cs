using System.Globalization;

namespace LstmForecast;

public static partial class Metrics
{
    /// <summary>
    /// The share of observations inside their intervals, ends included: from 0 to 1. Intervals of a level of .9 are
    /// calibrated where it is near .9.
    /// </summary>
    /// <remarks>
    /// A NaN among the values makes it NaN. Source: Gneiting and Raftery, "Strictly Proper Scoring Rules, Prediction,
    /// and Estimation", Journal of the American Statistical Association 102 (2007), section 6.2.
    /// </remarks>
    /// <param name="observed">What was observed; at least one value.</param>
    /// <param name="lower">The lower ends; as many values.</param>
    /// <param name="upper">The upper ends; as many values, none below its lower end.</param>
    /// <exception cref="ArgumentException">
    /// There are no values, or not as many of each, or an upper end lies below its lower end.
    /// </exception>
    public static double Coverage(
        ReadOnlySpan<double> observed, ReadOnlySpan<double> lower, ReadOnlySpan<double> upper)
    {
        Check(observed, lower);
        CheckEnds(lower, upper);
        int inside = 0;
        for (int i = 0; i < observed.Length; i++)
        {
            if (double.IsNaN(observed[i]) || double.IsNaN(lower[i]) || double.IsNaN(upper[i])) return double.NaN;
            if (lower[i] <= observed[i] && observed[i] <= upper[i]) inside++;
        }

        return (double)inside / observed.Length;
    }

    /// <summary>
    /// The mean width of intervals, <c>mean(upper - lower)</c>, in the units of the values: of intervals that cover
    /// equally well, the narrower are better.
    /// </summary>
    /// <param name="lower">The lower ends; at least one value.</param>
    /// <param name="upper">The upper ends; as many values, none below its lower end.</param>
    /// <exception cref="ArgumentException">
    /// There are no values, or not as many of each, or an upper end lies below its lower end.
    /// </exception>
    public static double IntervalWidth(ReadOnlySpan<double> lower, ReadOnlySpan<double> upper)
    {
        CheckEnds(lower, upper);
        double sum = 0;
        for (int i = 0; i < lower.Length; i++) sum += upper[i] - lower[i];
        return sum / lower.Length;
    }

    private static void CheckEnds(ReadOnlySpan<double> lower, ReadOnlySpan<double> upper)
    {
        if (lower.Length == 0 || lower.Length != upper.Length)
        {
            throw new ArgumentException(
                $"{lower.Length} lower and {upper.Length} upper ends; there must be as many of each, and at least one.",
                nameof(upper));
        }

        for (int i = 0; i < lower.Length; i++)
        {
            if (!(upper[i] < lower[i])) continue;
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The interval at index {i} goes from {lower[i]} to {upper[i]}; its upper end must not lie below "
                    + $"its lower end."),
                nameof(upper));
        }
    }
}
