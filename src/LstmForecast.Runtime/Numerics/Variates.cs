
namespace LstmForecast.Numerics;

/// <summary>Random numbers with other distributions than uniform and normal.</summary>
internal static class Variates
{
    /// <summary>
    /// Gamma distributed with scale 1, so that mean and variance are the shape: by Marsaglia and Tsang, "A simple method
    /// for generating gamma variables" (2000), shapes below 1 by their section 6.
    /// </summary>
    /// <param name="random">Where to draw from.</param>
    /// <param name="shape">Above 0.</param>
    public static double NextGamma(this SeededRandom random, double shape)
    {
        if (shape < 1)
        {
            double boosted = random.NextGamma(shape + 1);
            // In (0, 1], as 0 has no power below 0.
            return boosted * Math.Pow(1 - random.NextDouble(), 1 / shape);
        }

        double d = shape - 1.0 / 3;
        double c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            double x = random.NextNormal(0, 1);
            double v = 1 + c * x;
            if (v <= 0) continue;
            v = v * v * v;
            double u = 1 - random.NextDouble();
            if (Math.Log(u) < x * x / 2 + d - d * v + d * Math.Log(v)) return d * v;
        }
    }

    /// <summary>Student's t with location 0 and scale 1: a normal number over the root of a chi-square one.</summary>
    /// <param name="random">Where to draw from.</param>
    /// <param name="degrees">Degrees of freedom, above 0.</param>
    public static double NextStudentT(this SeededRandom random, double degrees)
    {
        double normal = random.NextNormal(0, 1);
        return normal / Math.Sqrt(2 * random.NextGamma(degrees / 2) / degrees);
    }

    /// <summary>
    /// Poisson distributed: below a mean of 10 by multiplying uniform numbers (Knuth, "The art of computer programming"
    /// 2, 3.4.1), otherwise by Hörmann's PTRS ("The transformed rejection method for generating Poisson random
    /// variables", 1993).
    /// </summary>
    /// <param name="random">Where to draw from.</param>
    /// <param name="mean">At least 0.</param>
    public static double NextPoisson(this SeededRandom random, double mean) =>
        mean < 10 ? ByProduct(random, mean) : ByRejection(random, mean);

    /// <summary>Negative binomial: Poisson with a gamma distributed mean.</summary>
    /// <param name="random">Where to draw from.</param>
    /// <param name="mean">Above 0.</param>
    /// <param name="dispersion">Above 0; the variance is <c>mean + dispersion x mean^2</c>.</param>
    public static double NextNegativeBinomial(this SeededRandom random, double mean, double dispersion) =>
        random.NextPoisson(random.NextGamma(1 / dispersion) * mean * dispersion);

    private static double ByProduct(SeededRandom random, double mean)
    {
        double limit = Math.Exp(-mean);
        double count = 0;
        for (double product = random.NextDouble(); product > limit; product *= random.NextDouble()) count++;
        return count;
    }

    private static double ByRejection(SeededRandom random, double mean)
    {
        double b = 0.931 + 2.53 * Math.Sqrt(mean);
        double a = -0.059 + 0.02483 * b;
        double inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
        double squeeze = 0.9277 - 3.6224 / (b - 2);
        while (true)
        {
            double u = random.NextDouble() - 0.5;
            double v = 1 - random.NextDouble();
            double us = 0.5 - Math.Abs(u);
            double count = Math.Floor((2 * a / us + b) * u + mean + 0.43);
            if (us >= 0.07 && v <= squeeze) return count;
            if (count < 0 || (us < 0.013 && v > us)) continue;
            double density = count * Math.Log(mean) - mean - SpecialFunctions.LogGamma(count + 1);
            if (Math.Log(v * inverseAlpha / (a / (us * us) + b)) <= density) return count;
        }
    }
}
