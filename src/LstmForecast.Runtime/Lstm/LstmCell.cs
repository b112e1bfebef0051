namespace LstmForecast.Lstm;

/// <summary>
/// One LSTM cell with PyTorch's equations and layout (rows of the weights: input, forget, cell, output gate):
/// <c>i, f, o = sigmoid(W x + b + W h + b)</c>, <c>g = tanh(…)</c>, <c>c = f c + i g</c>, <c>h = o tanh(c)</c>.
/// </summary>
internal sealed class LstmCell
{
    private readonly int _input;
    private readonly int _hidden;
    private readonly double[] _weightIh;
    private readonly double[] _weightHh;
    private readonly double[] _bias;

    public LstmCell(NetworkWeights weights, int layer)
    {
        _input = weights.Shape.LayerInput(layer);
        _hidden = weights.Shape.HiddenSizes[layer];
        _weightIh = weights[$"cells.{layer}.weight_ih"];
        _weightHh = weights[$"cells.{layer}.weight_hh"];
        _bias = [.. weights[$"cells.{layer}.bias_ih"].Zip(weights[$"cells.{layer}.bias_hh"], (a, b) => a + b)];
    }

    public void Step(ReadOnlySpan<double> x, Span<double> h, Span<double> c, Span<double> gates)
    {
        for (int row = 0; row < 4 * _hidden; row++)
        {
            gates[row] = _bias[row]
                + LstmNetwork.Dot(_weightIh.AsSpan(row * _input, _input), x)
                + LstmNetwork.Dot(_weightHh.AsSpan(row * _hidden, _hidden), h);
        }

        for (int unit = 0; unit < _hidden; unit++)
        {
            double i = Sigmoid(gates[unit]);
            double f = Sigmoid(gates[_hidden + unit]);
            double g = Math.Tanh(gates[2 * _hidden + unit]);
            double o = Sigmoid(gates[3 * _hidden + unit]);
            c[unit] = f * c[unit] + i * g;
            h[unit] = o * Math.Tanh(c[unit]);
        }
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
