namespace LstmForecast.Tests.Signals;

/// <summary>Finds out from a series alone which wave it is.</summary>
internal static class Wave
{
    // Half a unit in the last place of a float just below 1.
    private const double Rounding = 1.01 * (1.0 / (1 << 25));

    public static double Sine(double x) => Math.Sin(x);

    public static double CosineOfSquaredSine(double x) => Math.Cos(Math.Sin(x) * Math.Sin(x));

    /// <summary>Every shift in [-4T - 3, 4T + 3), so also just outside the range, whose wave this is.</summary>
    public static int[] Shifts(TimeSeries series, int width, Func<double, double> wave)
    {
        double[] values = series.Channel();
        return [.. Enumerable.Range(-4 * width - 3, 8 * width + 6).Where(shift =>
        {
            for (int t = 0; t < values.Length; t++)
            {
                if (Math.Abs(values[t] - wave((t + shift) / (double)width)) > Rounding) return false;
            }

            return true;
        })];
    }
}
