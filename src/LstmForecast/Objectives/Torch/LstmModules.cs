using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LstmForecast.Objectives;

/// <summary>
/// The layers of a network as one <c>nn.LSTM</c> each, since normalisation and dropout stand between them. They and the
/// cells have the same weights: the very same tensors, so that gradients, too, go to the same place.
/// </summary>
internal sealed class LstmModules : IDisposable
{
    private readonly List<LSTM> _layers = [];

    /// <summary>The hidden states of a layer from zero states, <c>[series, time, hidden]</c>.</summary>
    public Tensor Run(int layer, Tensor x)
    {
        (Tensor y, _, _) = _layers[layer].forward(x);
        return y;
    }

    /// <summary>Adds the layer of a cell, which gives up its weights for the layer's.</summary>
    public void Add(LSTMCell cell, int input, int hidden, ScalarType type, Device device)
    {
        // This way round, as the weights of nn.LSTM cannot be set; where they lie is its own affair (cuDNN wants them in
        // one piece).
        LSTM layer = nn.LSTM(input, hidden, batchFirst: true, device: device, dtype: type);
        _layers.Add(layer);
        foreach (Parameter own in cell.parameters()) own.Dispose();
        cell.weight_ih = layer.get_parameter("weight_ih_l0")!;
        cell.weight_hh = layer.get_parameter("weight_hh_l0")!;
        cell.bias_ih = layer.get_parameter("bias_ih_l0")!;
        cell.bias_hh = layer.get_parameter("bias_hh_l0")!;
    }

    public void Dispose()
    {
        foreach (LSTM layer in _layers) layer.Dispose();
    }
}
