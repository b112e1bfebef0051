namespace LstmForecast.Numerics;

/// <summary>
/// The negative binomial distribution of counts by its mean and dispersion: the variance is
/// <c>mean + dispersion x mean^2</c>.
/// </summary>
internal static class NegativeBinomialDistribution
{
    /// <summary>
    /// The probability of no more than a count: <c>I_p(r, count + 1)</c> with <c>r = 1 / dispersion</c> and
    /// <c>p = 1 / (1 + dispersion x mean)</c> (Johnson, Kemp and Kotz, "Univariate discrete distributions", 2005, 5.6).
    /// </summary>
    /// <param name="count">A whole number, at least 0.</param>
    /// <param name="mean">Above 0.</param>
    /// <param name="dispersion">Above 0.</param>
    public static double Cumulative(double count, double mean, double dispersion)
    {
        double odds = dispersion * mean;
        return SpecialFunctions.IncompleteBeta(1 / dispersion, count + 1, 1 / (1 + odds), odds / (1 + odds));
    }

    /// <summary>The smallest count that is not exceeded with at least a given probability.</summary>
    /// <param name="level">Between 0 and 1, both excluded.</param>
    /// <param name="mean">Above 0.</param>
    /// <param name="dispersion">Above 0.</param>
    public static double Quantile(double level, double mean, double dispersion)
    {
        // Where it would be by mean, variance and skewness (Cornish and Fisher 1938); most often one or two off.
        double z = NormalDistribution.Quantile(level);
        double deviation = Math.Sqrt(mean * (1 + dispersion * mean));
        double skewness = (1 + 2 * dispersion * mean) / deviation;
        double guess = Math.Max(0, Math.Floor(mean + deviation * (z + skewness * (z * z - 1) / 6)));
        // Too low, and high enough.
        double low;
        double high;
        double step = 1;
        if (Reaches(guess))
        {
            for (high = guess, low = guess - 1; low >= 0 && Reaches(low); step *= 2)
            {
                high = low;
                low -= 2 * step;
            }

            low = Math.Max(low, -1);
        }
        else
        {
            for (low = guess, high = guess + 1; !Reaches(high); step *= 2)
            {
                low = high;
                high += 2 * step;
            }
        }

        while (high - low > 1)
        {
            double middle = Math.Floor((low + high) / 2);
            // Counts so large that there is no whole number in between.
            if (middle <= low || middle >= high) break;
            if (Reaches(middle)) high = middle;
            else low = middle;
        }

        return high;

        bool Reaches(double count) => Cumulative(count, mean, dispersion) >= level;
    }
}
