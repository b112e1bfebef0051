namespace LstmForecast;

public static partial class Metrics
{
    /// <summary>Mean absolute error (MAE), <c>mean(|y - f|)</c>, in the units of the values.</summary>
    /// <param name="observed">What was observed; at least one value.</param>
    /// <param name="forecast">What was forecast; as many values.</param>
    /// <exception cref="ArgumentException">There are no values, or not as many of each.</exception>
    public static double MeanAbsoluteError(ReadOnlySpan<double> observed, ReadOnlySpan<double> forecast)
    {
        Check(observed, forecast);
        double sum = 0;
        for (int i = 0; i < observed.Length; i++) sum += Math.Abs(observed[i] - forecast[i]);
        return sum / observed.Length;
    }

    /// <summary>Mean squared error (MSE), <c>mean((y - f)^2)</c>, in the square of the units of the values.</summary>
    /// <param name="observed">What was observed; at least one value.</param>
    /// <param name="forecast">What was forecast; as many values.</param>
    /// <exception cref="ArgumentException">There are no values, or not as many of each.</exception>
    public static double MeanSquaredError(ReadOnlySpan<double> observed, ReadOnlySpan<double> forecast)
    {
        Check(observed, forecast);
        double sum = 0;
        for (int i = 0; i < observed.Length; i++) sum += (observed[i] - forecast[i]) * (observed[i] - forecast[i]);
        return sum / observed.Length;
    }

    /// <summary>Root mean squared error (RMSE), <c>sqrt(mean((y - f)^2))</c>, in the units of the values.</summary>
    /// <param name="observed">What was observed; at least one value.</param>
    /// <param name="forecast">What was forecast; as many values.</param>
    /// <exception cref="ArgumentException">There are no values, or not as many of each.</exception>
    public static double RootMeanSquaredError(ReadOnlySpan<double> observed, ReadOnlySpan<double> forecast) =>
        Math.Sqrt(MeanSquaredError(observed, forecast));
}
