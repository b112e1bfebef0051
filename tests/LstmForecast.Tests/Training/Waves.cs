using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LstmForecast.Tests.Training;

/// <summary>
/// One LSTMCell of 4 units and a linear layer, stepped over 5 series of 12 points; weights and data by formula, as in
/// Golden/lbfgs_reference.py.
/// </summary>
internal sealed class Waves : nn.Module
{
    private readonly LSTMCell _cell;
    private readonly Linear _head;
    private readonly Tensor _data; // [series, time + 1]

    public Waves(ScalarType type = ScalarType.Float64)
        : base(nameof(Waves))
    {
        _cell = nn.LSTMCell(1, 4, dtype: type);
        _head = nn.Linear(4, 1, dtype: type);
        var data = new double[5, 13];
        for (int s = 0; s < 5; s++)
        {
            for (int t = 0; t < 13; t++)
            {
                data[s, t] = Math.Sin((t + (7 * s)) / 3.0);
            }
        }

        _data = tensor(data, type);
        RegisterComponents();
        int k = 0;
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGrad = no_grad();
        foreach (Parameter parameter in Weights)
        {
            double[] values = [.. Enumerable.Range(k + 1, (int)parameter.numel()).Select(i => 0.4 * Math.Sin(1.7 * i))];
            parameter.copy_(tensor(values).view(parameter.shape));
            k += values.Length;
        }
    }

    public IReadOnlyList<Parameter> Weights
        => [_cell.weight_ih!, _cell.weight_hh!, _cell.bias_ih!, _cell.bias_hh!, _head.weight!, _head.bias!];

    public Tensor Loss() => Loss(12);

    /// <summary>Mean squared error of predicting the next point, over the first of 12 steps.</summary>
    public Tensor Loss(int steps)
    {
        Tensor h = zeros(5, 4, _data.dtype); // [series, hidden]
        Tensor c = zeros(5, 4, _data.dtype); // [series, hidden]
        var outputs = new List<Tensor>();
        for (int t = 0; t < steps; t++)
        {
            (h, c) = _cell.forward(_data.narrow(1, t, 1), (h, c));
            outputs.Add(_head.forward(h));
        }

        return nn.functional.mse_loss(cat(outputs, 1), _data.narrow(1, 1, steps));
    }
}
