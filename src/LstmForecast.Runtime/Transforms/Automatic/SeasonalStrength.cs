using LstmForecast.Numerics;

namespace LstmForecast.Transforms;

/// <summary>
/// How much of what is left of a series without its trend is season: the strength
/// <c>F = max(0, 1 - Var(R) / Var(S + R))</c> of Wang, Smith and Hyndman (2006), "Characteristic-based clustering for time
/// series data", Data Mining and Knowledge Discovery 13(3), 335-364.
/// </summary>
/// <remarks>
/// The trend is a centred moving mean over a season, S the mean at each place of the season, R the rest. The means of few
/// seasons follow the noise as well; so Var(R) counts degrees of freedom, and noise has a strength around 0.
/// </remarks>
internal static class SeasonalStrength
{
    /// <param name="values">At least two seasons more than the moving mean uses up.</param>
    /// <param name="length">The season's length.</param>
    public static double Of(ReadOnlySpan<double> values, int length)
    {
        double[] detrended = Detrend(values, length);
        double all = Moments.Deviation(detrended, Moments.Mean(detrended));
        // Rounding errors of a trend without anything else on it are no season.
        double size = 0;
        foreach (double value in values) size = Math.Max(size, Math.Abs(value));
        return all <= 1e-10 * size ? 0 : Math.Max(0, 1 - Rest(detrended, length) / (all * all));
    }

    /// <summary>The values without a centred moving mean: a season fewer, or one point less than that.</summary>
    public static double[] Detrend(ReadOnlySpan<double> values, int length)
    {
        // Over an even season the first and the last point count half.
        int half = length / 2;
        double ends = length % 2 == 0 ? 0.5 : 1;
        var detrended = new double[Math.Max(0, values.Length - 2 * half)];
        for (int i = 0; i < detrended.Length; i++)
        {
            double sum = ends * (values[i] + values[i + 2 * half]);
            for (int j = 1; j < 2 * half; j++) sum += values[i + j];
            detrended[i] = values[i + half] - sum / length;
        }

        return detrended;
    }

    /// <summary>The variance of what the means of each place of the season leave.</summary>
    public static double Rest(ReadOnlySpan<double> detrended, int length)
    {
        var sums = new double[length];
        var counts = new int[length];
        for (int i = 0; i < detrended.Length; i++)
        {
            sums[i % length] += detrended[i];
            counts[i % length]++;
        }

        double squares = 0;
        for (int i = 0; i < detrended.Length; i++)
        {
            double rest = detrended[i] - sums[i % length] / counts[i % length];
            squares += rest * rest;
        }

        return squares / Math.Max(1, detrended.Length - length);
    }
}
