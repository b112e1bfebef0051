namespace LstmForecast.Runtime.Tests.Network;

/// <summary>
/// The network written a second time, from the equations in PyTorch's documentation of LSTMCell, LayerNorm,
/// BatchNorm1d and Linear: one scalar at a time, with gates as functions, sharing no code with the library.
/// </summary>
internal sealed class ReferenceNetwork(
    int[] hiddenSizes, int headLayers, Normalization normalization, IReadOnlyDictionary<string, double[]> weights)
{
    private readonly double[][] _h = [.. hiddenSizes.Select(size => new double[size])];
    private readonly double[][] _c = [.. hiddenSizes.Select(size => new double[size])];

    /// <summary>Advances one time step and gives the output.</summary>
    public double[] Step(double[] input)
    {
        double[] x = input;
        for (int layer = 0; layer < hiddenSizes.Length; layer++)
        {
            StepCell(layer, x);
            x = Normalize(layer, _h[layer]);
        }

        for (int index = 0; index < headLayers; index++)
        {
            double[] w = weights[$"head.{index}.weight"], b = weights[$"head.{index}.bias"], from = x;
            x = [.. b.Select((bias, row) => bias + from.Select((value, j) => value * w[row * from.Length + j]).Sum())];
        }

        return x;
    }

    private void StepCell(int layer, double[] x)
    {
        int hidden = hiddenSizes[layer];
        double[] wi = weights[$"cells.{layer}.weight_ih"], bi = weights[$"cells.{layer}.bias_ih"];
        double[] wh = weights[$"cells.{layer}.weight_hh"], bh = weights[$"cells.{layer}.bias_hh"];
        double[] h = [.. _h[layer]], c = [.. _c[layer]];

        // Gate k of unit j is row k * hidden + j: PyTorch stacks the gates in the order i, f, g, o.
        double Gate(int k, int j)
        {
            int row = k * hidden + j;
            double sum = bi[row] + bh[row];
            for (int m = 0; m < x.Length; m++) sum += wi[row * x.Length + m] * x[m];
            for (int m = 0; m < hidden; m++) sum += wh[row * hidden + m] * h[m];
            return sum;
        }

        for (int j = 0; j < hidden; j++)
        {
            double i = Sigmoid(Gate(0, j));
            double f = Sigmoid(Gate(1, j));
            double g = Math.Tanh(Gate(2, j));
            double o = Sigmoid(Gate(3, j));
            _c[layer][j] = f * c[j] + i * g;
            _h[layer][j] = o * Math.Tanh(_c[layer][j]);
        }
    }

    private double[] Normalize(int layer, double[] h)
    {
        if (normalization == Normalization.None) return h;
        double[] w = weights[$"norms.{layer}.weight"], b = weights[$"norms.{layer}.bias"];
        double mean = h.Average();
        double variance = h.Average(value => Math.Pow(value - mean, 2));
        if (normalization == Normalization.Layer)
            return [.. h.Select((value, j) => w[j] * ((value - mean) / Math.Sqrt(variance + 0.00001)) + b[j])];
        double[] m = weights[$"norms.{layer}.running_mean"], v = weights[$"norms.{layer}.running_var"];
        return [.. h.Select((value, j) => w[j] * ((value - m[j]) / Math.Sqrt(v[j] + 0.00001)) + b[j])];
    }

    private static double Sigmoid(double x) => 0.5 * (1 + Math.Tanh(x / 2));
}
