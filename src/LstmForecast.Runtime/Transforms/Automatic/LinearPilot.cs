namespace LstmForecast.Transforms;

/// <summary>
/// A linear autoregression on transformed series: it is fitted at once, and where it does well a recurrent network
/// does. Like a network it does not leave the range of values that it was fitted to.
/// </summary>
internal sealed class LinearPilot
{
    private const double Ridge = 0.01;

    // The weights of the last points, newest first, and the constant.
    private readonly double[] _weights;
    private readonly int _order;
    private readonly double _smallest = double.PositiveInfinity;
    private readonly double _largest = double.NegativeInfinity;

    /// <param name="series">Transformed series, about 0 and of unit scale.</param>
    /// <param name="order">How many points it looks back.</param>
    public LinearPilot(IReadOnlyList<double[]> series, int order)
    {
        _order = order;
        int size = order + 1;
        var products = new double[size][];
        for (int i = 0; i < size; i++) products[i] = new double[size + 1];
        var inputs = new double[size];
        int rows = 0;
        foreach (double[] values in series)
        {
            foreach (double value in values)
            {
                _smallest = Math.Min(_smallest, value);
                _largest = Math.Max(_largest, value);
            }

            for (int time = order; time < values.Length; time++, rows++)
            {
                for (int i = 0; i < order; i++) inputs[i] = values[time - 1 - i];
                inputs[order] = 1;
                for (int i = 0; i < size; i++)
                {
                    double[] row = products[i];
                    for (int j = 0; j < size; j++) row[j] += inputs[i] * inputs[j];
                    row[size] += inputs[i] * values[time];
                }
            }
        }

        for (int i = 0; i < order; i++) products[i][i] += Ridge * Math.Max(1, rows / 100.0);
        products[order][order] += 1e-9;
        _weights = Solve(products);
    }

    /// <summary>Forecasts on from the end of a series, each step as if those before it had been observed.</summary>
    public void Forecast(ReadOnlySpan<double> past, Span<double> future)
    {
        for (int step = 0; step < future.Length; step++)
        {
            double sum = _weights[_order];
            for (int lag = 1; lag <= _order; lag++)
            {
                double earlier = lag <= step ? future[step - lag] : past[past.Length + step - lag];
                sum += _weights[lag - 1] * Math.Clamp(earlier, _smallest, _largest);
            }

            future[step] = Math.Clamp(sum, _smallest, _largest);
        }
    }

    /// <summary>Solves symmetric positive definite equations, given row by row with their right sides.</summary>
    private static double[] Solve(double[][] rows)
    {
        int size = rows.Length;
        for (int k = 0; k < size; k++)
        {
            for (int i = k + 1; i < size; i++)
            {
                double factor = rows[i][k] / rows[k][k];
                for (int j = k; j <= size; j++) rows[i][j] -= factor * rows[k][j];
            }
        }

        var solution = new double[size];
        for (int i = size - 1; i >= 0; i--)
        {
            double right = rows[i][size];
            for (int j = i + 1; j < size; j++) right -= rows[i][j] * solution[j];
            solution[i] = right / rows[i][i];
        }

        return solution;
    }
}
