using System.Globalization;

namespace LstmForecast;

public static partial class Metrics
{
    /// <summary>
    /// Quantile (pinball) loss, <c>mean(max(p (y - q), (p - 1) (y - q)))</c>, in the units of the values: the score
    /// that the true quantile minimises. For the median, <c>p = .5</c>, it is half the mean absolute error.
    /// </summary>
    /// <remarks>
    /// Some sources double it, as the continuous ranked probability score does.
    /// Source: Koenker and Bassett, "Regression Quantiles", Econometrica 46 (1978).
    /// </remarks>
    /// <param name="observed">What was observed; at least one value.</param>
    /// <param name="quantile">The forecast quantile; as many values.</param>
    /// <param name="level">The quantile's level <c>p</c>, between 0 and 1.</param>
    /// <exception cref="ArgumentException">There are no values, or not as many of each.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1.</exception>
    public static double QuantileLoss(ReadOnlySpan<double> observed, ReadOnlySpan<double> quantile, double level)
    {
        Check(observed, quantile);
        CheckLevel(level, nameof(level));
        double sum = 0;
        for (int i = 0; i < observed.Length; i++) sum += Pinball(observed[i], quantile[i], level);
        return sum / observed.Length;
    }

    /// <summary>
    /// Continuous ranked probability score (CRPS) from quantiles, in the units of the values: twice the quantile loss,
    /// averaged over the levels and the observations, <c>mean(2 / K sum_k loss_k)</c>. With more and more levels
    /// spread evenly it goes to the score of the whole distribution; for the median alone it is the mean absolute error.
    /// </summary>
    /// <remarks>
    /// Source: Gneiting and Ranjan, "Comparing density forecasts using threshold- and quantile-weighted scoring rules",
    /// Journal of Business and Economic Statistics 29 (2011), whose integral over the levels becomes a mean here.
    /// </remarks>
    /// <param name="observed">What was observed; at least one value.</param>
    /// <param name="quantiles">The forecast quantiles, shape <c>[observed, levels]</c>, row after row.</param>
    /// <param name="levels">The levels, between 0 and 1; at least one.</param>
    /// <exception cref="ArgumentException">There are no values or levels, or not a quantile for each of both.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A level is not between 0 and 1.</exception>
    public static double ContinuousRankedProbabilityScore(
        ReadOnlySpan<double> observed, ReadOnlySpan<double> quantiles, ReadOnlySpan<double> levels) =>
        2 * SumOfPinballs(observed, quantiles, levels) / ((double)observed.Length * levels.Length);

    /// <summary>
    /// Mean weighted quantile loss, <c>2 / K sum_k sum(loss_k) / sum(|y|)</c>: the score from quantiles in terms of
    /// the mean observation, without unit. With the median alone it is WAPE as a share of 1.
    /// </summary>
    /// <remarks>
    /// Where all observations are 0, it is 0 for quantiles of 0 and infinite for others. Source: Salinas, Flunkert,
    /// Gasthaus and Januschowski, "DeepAR", International Journal of Forecasting 36 (2020), whose rho-risk it averages.
    /// </remarks>
    /// <param name="observed">What was observed; at least one value.</param>
    /// <param name="quantiles">The forecast quantiles, shape <c>[observed, levels]</c>, row after row.</param>
    /// <param name="levels">The levels, between 0 and 1; at least one.</param>
    /// <exception cref="ArgumentException">There are no values or levels, or not a quantile for each of both.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A level is not between 0 and 1.</exception>
    public static double WeightedQuantileLoss(
        ReadOnlySpan<double> observed, ReadOnlySpan<double> quantiles, ReadOnlySpan<double> levels)
    {
        double losses = SumOfPinballs(observed, quantiles, levels);
        double observations = 0;
        foreach (double value in observed) observations += Math.Abs(value);
        return Relative(2 * losses / levels.Length, observations);
    }

    /// <summary>The loss of one quantile. Infinity is a quantile too, of loss infinity; NaN gives NaN.</summary>
    internal static double Pinball(double observed, double quantile, double level) =>
        Math.Max(level * (observed - quantile), (level - 1) * (observed - quantile));

    internal static bool IsLevel(double level) => level is > 0 and < 1;

    private static double SumOfPinballs(
        ReadOnlySpan<double> observed, ReadOnlySpan<double> quantiles, ReadOnlySpan<double> levels)
    {
        if (observed.Length == 0 || levels.Length == 0
            || quantiles.Length != (long)observed.Length * levels.Length)
        {
            throw new ArgumentException(
                $"{observed.Length} observed values, {levels.Length} levels and {quantiles.Length} quantiles; there "
                + "must be at least one of each, and a quantile of every level for every value.",
                nameof(quantiles));
        }

        double sum = 0;
        for (int k = 0; k < levels.Length; k++)
        {
            CheckLevel(levels[k], nameof(levels));
            for (int i = 0; i < observed.Length; i++)
                sum += Pinball(observed[i], quantiles[i * levels.Length + k], levels[k]);
        }

        return sum;
    }

    private static void CheckLevel(double level, string argument)
    {
        if (IsLevel(level)) return;
        throw new ArgumentOutOfRangeException(
            argument,
            level,
            $"The level is {level.ToString(CultureInfo.InvariantCulture)}; it must lie between 0 and 1, as .9 does.");
    }
}
