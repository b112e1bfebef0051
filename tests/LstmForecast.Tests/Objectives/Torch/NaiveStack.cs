using LstmForecast.Network;

namespace LstmForecast.Tests.Objectives;

/// <summary>
/// The network written down a second time, from the equations alone: plain loops over doubles, all series in step.
/// Every array is <c>[series][…]</c>.
/// </summary>
internal sealed class NaiveStack(NetworkWeights weights, bool training = false)
{
    private const double Epsilon = 1e-5;
    private const double Momentum = 0.1;
    private readonly NetworkShape _shape = weights.Shape;

    /// <summary>Statistics of batch normalisation by their names in PyTorch; training moves them.</summary>
    public Dictionary<string, double[]> Running { get; } = weights.Shape.Weights()
        .Where(weight => weight.Name.Contains("running", StringComparison.Ordinal))
        .ToDictionary(weight => weight.Name, weight => (double[])weights[weight.Name].Clone());

    /// <summary>Over the input <c>[series][time][channel]</c>, then some steps over its own output.</summary>
    public double[][][] Forward(double[][][] x, int future = 0)
    {
        int steps = x[0].Length;
        List<double[]>[] outputs = [.. x.Select(_ => new List<double[]>())];
        double[][][] h = [.. _shape.HiddenSizes.Select(size => x.Select(_ => new double[size]).ToArray())];
        double[][][] c = [.. _shape.HiddenSizes.Select(size => x.Select(_ => new double[size]).ToArray())];
        for (int t = 0; t < steps + future; t++)
        {
            double[][] current = [.. x.Select((one, s) => t < steps ? one[t] : outputs[s][t - 1])];
            for (int layer = 0; layer < h.Length; layer++)
            {
                for (int s = 0; s < x.Length; s++)
                    (h[layer][s], c[layer][s]) = Cell(layer, current[s], h[layer][s], c[layer][s]);
                current = Normalize(layer, h[layer]);
            }

            for (int linear = 0; linear <= _shape.HeadSizes.Length; linear++)
            {
                double[] bias = weights[$"head.{linear}.bias"];
                double[] weight = weights[$"head.{linear}.weight"];
                current = [.. current.Select(from => bias.Select((b, row) => b + Row(weight, row, from)).ToArray())];
            }

            for (int s = 0; s < x.Length; s++) outputs[s].Add(current[s]);
        }

        return [.. outputs.Select(one => one.ToArray())];
    }

    private (double[] H, double[] C) Cell(int layer, double[] x, double[] h, double[] c)
    {
        int size = h.Length;
        double[] nextH = new double[size];
        double[] nextC = new double[size];
        for (int unit = 0; unit < size; unit++)
        {
            double i = Sigmoid(Gate(0, unit));
            double f = Sigmoid(Gate(1, unit));
            double g = Math.Tanh(Gate(2, unit));
            double o = Sigmoid(Gate(3, unit));
            nextC[unit] = f * c[unit] + i * g;
            nextH[unit] = o * Math.Tanh(nextC[unit]);
        }

        return (nextH, nextC);

        double Gate(int gate, int unit)
        {
            int row = gate * size + unit;
            return Row(weights[$"cells.{layer}.weight_ih"], row, x) + weights[$"cells.{layer}.bias_ih"][row]
                + Row(weights[$"cells.{layer}.weight_hh"], row, h) + weights[$"cells.{layer}.bias_hh"][row];
        }
    }

    private double[][] Normalize(int layer, double[][] h)
    {
        if (_shape.Normalization == Normalization.None) return h;
        double[] weight = weights[$"norms.{layer}.weight"];
        double[] bias = weights[$"norms.{layer}.bias"];
        (double Mean, double Variance)[] batch = _shape.Normalization == Normalization.Batch
            ? [.. weight.Select((_, unit) => Statistics(layer, unit, [.. h.Select(one => one[unit])]))]
            : [];
        return [.. h.Select(one => one.Select((value, unit) =>
        {
            (double mean, double variance) = batch.Length > 0 ? batch[unit] : Moments(one);
            return (value - mean) / Math.Sqrt(variance + Epsilon) * weight[unit] + bias[unit];
        }).ToArray())];
    }

    /// <summary>By the running statistics, or in training by this step's, which then move the running ones.</summary>
    private (double Mean, double Variance) Statistics(int layer, int unit, double[] values)
    {
        double[] mean = Running[$"norms.{layer}.running_mean"];
        double[] variance = Running[$"norms.{layer}.running_var"];
        if (!training) return (mean[unit], variance[unit]);
        (double batchMean, double batchVariance) = Moments(values);
        // PyTorch normalises by the biased variance and remembers the unbiased one.
        double unbiased = batchVariance * values.Length / (values.Length - 1);
        mean[unit] = (1 - Momentum) * mean[unit] + Momentum * batchMean;
        variance[unit] = (1 - Momentum) * variance[unit] + Momentum * unbiased;
        return (batchMean, batchVariance);
    }

    private static (double Mean, double Variance) Moments(double[] values)
    {
        double mean = values.Average();
        return (mean, values.Average(value => (value - mean) * (value - mean)));
    }

    private static double Row(double[] matrix, int row, double[] vector)
    {
        double sum = 0;
        for (int column = 0; column < vector.Length; column++)
            sum += matrix[row * vector.Length + column] * vector[column];
        return sum;
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
