namespace LstmForecast.Numerics;

/// <summary>Mean and spread of some values.</summary>
internal static class Moments
{
    /// <summary>The mean; 0 of no values.</summary>
    public static double Mean(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values) sum += value;
        return values.Length == 0 ? 0 : sum / values.Length;
    }

    /// <summary>The standard deviation of the population around a mean; 0 of no values.</summary>
    public static double Deviation(ReadOnlySpan<double> values, double mean)
    {
        if (values.Length == 0) return 0;
        double squares = 0;
        foreach (double value in values) squares += (value - mean) * (value - mean);
        // Squares lose what is very small, and cannot hold what is very large.
        if (squares is > 1e-250 and < 1e250) return Math.Sqrt(squares / values.Length);
        double largest = 0;
        foreach (double value in values) largest = Math.Max(largest, Math.Abs(value - mean));
        if (largest == 0 || !double.IsFinite(largest)) return largest;
        squares = 0;
        foreach (double value in values) squares += (value - mean) / largest * ((value - mean) / largest);
        return largest * Math.Sqrt(squares / values.Length);
    }
}
