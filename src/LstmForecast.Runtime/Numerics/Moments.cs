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
        double squares = 0;
        foreach (double value in values) squares += (value - mean) * (value - mean);
        return values.Length == 0 ? 0 : Math.Sqrt(squares / values.Length);
    }
}
