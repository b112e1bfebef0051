namespace LstmForecast.Numerics;

/// <summary>What distribution functions are made of, and the base class library does not have.</summary>
internal static class SpecialFunctions
{
    private static readonly double[] Lanczos =
    [
        0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
        12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
    ];

    /// <summary>
    /// The logarithm of the gamma function of a number above 0 (Lanczos, "A precision approximation of the gamma
    /// function", 1964, with g = 7 and 9 terms); good to about 14 digits.
    /// </summary>
    public static double LogGamma(double x)
    {
        // Small numbers by the recurrence, which is exact where the approximation is weak.
        if (x < 0.5) return LogGamma(x + 1) - Math.Log(x);
        x--;
        double sum = Lanczos[0];
        for (int i = 1; i < Lanczos.Length; i++) sum += Lanczos[i] / (x + i);
        double t = x + 7.5;
        return 0.5 * Math.Log(2 * Math.PI) + (x + 0.5) * Math.Log(t) - t + Math.Log(sum);
    }

    /// <summary><c>ln(1 + x)</c> without losing a small x (Kahan).</summary>
    public static double LogOnePlus(double x)
    {
        double sum = 1 + x;
        // Infinity would be divided by itself.
        return sum == 1 || double.IsInfinity(sum) ? x : Math.Log(sum) * (x / (sum - 1));
    }

    /// <summary><c>ln(1 + e^x)</c>, for any x.</summary>
    public static double Softplus(double x) => Math.Max(x, 0) + LogOnePlus(Math.Exp(-Math.Abs(x)));

    /// <summary>
    /// The regularised incomplete beta function <c>I_x(a, b)</c> by its continued fraction (DLMF 8.17.22), evaluated as
    /// Lentz does; a relative error of about 1e-13 for parameters up to 1000, 1e-9 up to a million.
    /// </summary>
    /// <param name="a">Above 0.</param>
    /// <param name="b">Above 0.</param>
    /// <param name="x">From 0 to 1.</param>
    /// <param name="rest"><c>1 - x</c>, which the caller may know more exactly.</param>
    public static double IncompleteBeta(double a, double b, double x, double rest)
    {
        if (x <= 0) return 0;
        if (rest <= 0) return 1;
        // The fraction converges fast on one side of the mean only.
        if (x > (a + 1) / (a + b + 2)) return 1 - IncompleteBeta(b, a, rest, x);
        double logX = x < 0.5 ? Math.Log(x) : LogOnePlus(-rest);
        double logRest = rest < 0.5 ? Math.Log(rest) : LogOnePlus(-x);
        double front = Math.Exp(LogGamma(a + b) - LogGamma(a) - LogGamma(b) + a * logX + b * logRest);
        return front / a * Fraction(a, b, x);
    }

    private static double Fraction(double a, double b, double x)
    {
        const double Tiny = 1e-300;
        const int MostTerms = 100_000;
        double c = 1;
        double d = Inverse(1 - (a + b) * x / (a + 1));
        double value = d;
        for (int m = 1; m <= MostTerms; m++)
        {
            double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            d = Inverse(1 + even * d);
            c = NotZero(1 + even / c);
            value *= d * c;
            double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = Inverse(1 + odd * d);
            c = NotZero(1 + odd / c);
            double change = d * c;
            value *= change;
            if (Math.Abs(change - 1) < 1e-15) break;
        }

        return value;

        static double NotZero(double number) => Math.Abs(number) < Tiny ? Tiny : number;

        static double Inverse(double number) => 1 / NotZero(number);
    }
}
