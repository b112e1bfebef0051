using LstmForecast.Network;
using TorchSharp;
using static TorchSharp.torch;

namespace LstmForecast.Tests.Forecaster;

/// <summary>
/// The article's network written out once more, from matrix products: series by series and step by step, so that there
/// is no batch, no padding and no mask to go wrong. Gradients are autograd's. In double precision.
/// </summary>
internal sealed class TorchReference : IDisposable
{
    private readonly Dictionary<string, Tensor> _weights = [];
    private readonly NetworkShape _shape;

    internal TorchReference(TrainedForecaster model)
    {
        Small.LoadTorch();
        NetworkWeights weights = model.Definition.Weights;
        _shape = weights.Shape;
        foreach ((string name, int[] shape) in _shape.Weights())
        {
            long[] dimensions = [.. shape.Select(size => (long)size)];
            _weights[name] = tensor(weights[name], dimensions, ScalarType.Float64).requires_grad_();
        }
    }

    internal IReadOnlyCollection<Tensor> Weights => _weights.Values;

    /// <summary>The mean over every value there is to forecast.</summary>
    internal double Loss(IEnumerable<TimeSeries> set)
    {
        using var scope = NewDisposeScope();
        return LossTensor(set).ToDouble();
    }

    /// <summary>The gradient of the loss, one array a weight.</summary>
    internal double[][] Gradients(IEnumerable<TimeSeries> set)
    {
        using var scope = NewDisposeScope();
        foreach (Tensor weight in Weights) weight.grad = null;
        LossTensor(set).backward();
        return [.. Weights.Select(weight => weight.grad!.data<double>().ToArray())];
    }

    /// <summary>Moves every weight by what <paramref name="change"/> says of weight i, component j, and its value.</summary>
    internal void Move(Func<int, int, double, double> change)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        foreach ((int i, Tensor weight) in Weights.Index())
        {
            double[] moved = [.. weight.data<double>().ToArray().Select((value, j) => value + change(i, j, value))];
            weight.copy_(tensor(moved, weight.shape, ScalarType.Float64));
        }
    }

    /// <summary>One gradient step, for all series at once.</summary>
    internal void Descend(IEnumerable<TimeSeries> set, double learningRate)
    {
        double[][] gradients = Gradients(set);
        Move((i, j, _) => -learningRate * gradients[i][j]);
    }

    /// <summary>The forecasts of the steps from the second on, row after row.</summary>
    internal double[] FittedValues(TimeSeries series)
    {
        using var scope = NewDisposeScope();
        return cat([.. Outputs(series)]).data<double>().ToArray();
    }

    public void Dispose()
    {
        foreach (Tensor weight in Weights) weight.Dispose();
    }

    private Tensor LossTensor(IEnumerable<TimeSeries> set)
    {
        Tensor sum = zeros(1, ScalarType.Float64);
        long count = 0;
        foreach (TimeSeries series in set)
        {
            foreach ((int step, Tensor output) in Outputs(series).Index())
            {
                sum = sum + (output - tensor(series.At(step + 1).ToArray())).square().sum();
                count += output.numel();
            }
        }

        return sum / count;
    }

    private List<Tensor> Outputs(TimeSeries series)
    {
        Tensor[] h = [.. _shape.HiddenSizes.Select(size => zeros(size, ScalarType.Float64))];
        Tensor[] c = [.. _shape.HiddenSizes.Select(size => zeros(size, ScalarType.Float64))];
        var outputs = new List<Tensor>();
        for (int time = 0; time < series.Length - 1; time++)
        {
            Tensor x = tensor(series.At(time).ToArray());
            for (int layer = 0; layer < h.Length; layer++)
            {
                Tensor[] gates = (Of("weight_ih").matmul(x) + Of("bias_ih") + Of("weight_hh").matmul(h[layer]) + Of("bias_hh"))
                    .chunk(4);
                c[layer] = gates[1].sigmoid() * c[layer] + gates[0].sigmoid() * gates[2].tanh();
                h[layer] = gates[3].sigmoid() * c[layer].tanh();
                x = h[layer];

                Tensor Of(string name) => _weights[$"cells.{layer}.{name}"];
            }

            outputs.Add(_weights["head.0.weight"].matmul(x) + _weights["head.0.bias"]);
        }

        return outputs;
    }
}
