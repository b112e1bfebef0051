namespace LstmForecast.Numerics;

/// <summary>Student's t distribution with location 0 and scale 1.</summary>
internal static class StudentTDistribution
{
    /// <summary>From here on the expansion around the normal distribution is good to 12 digits.</summary>
    private const double ManyDegrees = 1000;

    /// <summary>
    /// The value that is not exceeded with a given probability. Up to 1000 degrees of freedom by Newton's method on the
    /// distribution function, otherwise by its expansion around the normal quantile (Abramowitz and Stegun, 26.7.5); a
    /// relative error below 1e-10 for levels from 0.001 to 0.999.
    /// </summary>
    /// <param name="level">Between 0 and 1, both excluded.</param>
    /// <param name="degrees">Degrees of freedom, above 0.</param>
    public static double Quantile(double level, double degrees)
    {
        // What is not a number converges nowhere: all terms of all series would be added up, for seconds.
        if (double.IsNaN(degrees)) return double.NaN;
        if (level == 0.5) return 0;
        if (degrees >= ManyDegrees) return Expansion(NormalDistribution.Quantile(level), degrees);
        double tail = Math.Min(level, 1 - level);
        double value = UpperQuantile(tail, degrees);
        return level < 0.5 ? -value : value;
    }

    private static double UpperQuantile(double tail, double degrees)
    {
        double low = 0;
        double high = 1;
        while (Tail(high, degrees) > tail)
        {
            low = high;
            high *= 2;
        }

        double logDensity = SpecialFunctions.LogGamma((degrees + 1) / 2) - SpecialFunctions.LogGamma(degrees / 2)
            - Math.Log(Math.PI * degrees) / 2;
        double value = (low + high) / 2;
        for (int i = 0; i < 200; i++)
        {
            double excess = Tail(value, degrees) - tail;
            if (excess > 0) low = value;
            else high = value;
            double density = Math.Exp(logDensity - (degrees + 1) / 2 * SpecialFunctions.LogOnePlus(value * value / degrees));
            double next = value + excess / density;
            // A step that leaves the bracket is halved into it.
            if (!(next > low && next < high)) next = (low + high) / 2;
            bool done = Math.Abs(next - value) <= 1e-14 * next;
            value = next;
            if (done) break;
        }

        return value;
    }

    /// <summary>The probability of more than a value of at least 0.</summary>
    private static double Tail(double value, double degrees)
    {
        double square = value * value;
        double sum = degrees + square;
        return SpecialFunctions.IncompleteBeta(degrees / 2, 0.5, degrees / sum, square / sum) / 2;
    }

    private static double Expansion(double z, double n)
    {
        double s = z * z;
        double first = z * (s + 1) / 4;
        double second = z * ((5 * s + 16) * s + 3) / 96;
        double third = z * (((3 * s + 19) * s + 17) * s - 15) / 384;
        double fourth = z * ((((79 * s + 776) * s + 1482) * s - 1920) * s - 945) / 92160;
        return z + (first + (second + (third + fourth / n) / n) / n) / n;
    }
}
