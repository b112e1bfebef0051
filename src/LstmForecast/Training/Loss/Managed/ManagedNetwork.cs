using System.Numerics;
using System.Runtime.InteropServices;
using LstmForecast.Lstm;
using LstmForecast.Network;
using TorchSharp.Modules;

namespace LstmForecast.Training;

/// <summary>
/// The weights of a TorchSharp network as the kernel wants them, read once an evaluation and shared by all workers, and
/// the way back: from gradients as the kernel leaves them to one row in the order of the network's parameters.
/// </summary>
internal sealed class ManagedNetwork<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Dictionary<string, (Parameter Weight, int Offset)> _parameters = new(StringComparer.Ordinal);
    private readonly T[][] _biases;

    public ManagedNetwork(LstmStack stack, LayerKernel<T> kernel)
    {
        Shape = stack.Shape;
        Kernel = kernel;
        int offset = 0;
        foreach ((string name, Parameter weight) in stack.named_parameters())
        {
            _parameters.Add(name, (weight, offset));
            offset += (int)weight.numel();
        }

        Layers =
        [
            .. Shape.HiddenSizes.Select((hidden, layer) =>
                new LayerWeights<T>(new LayerSize(Shape.LayerInput(layer), hidden, kernel.VectorWidth))),
        ];
        Head = [.. Shape.LinearSizes().Select(size => new LinearWeights<T>(size.In, size.Out, kernel.VectorWidth))];
        _biases = [.. Shape.HiddenSizes.Select(hidden => new T[4 * hidden])];
    }

    public NetworkShape Shape { get; }

    public LayerKernel<T> Kernel { get; }

    /// <summary>The LSTM layers, from the bottom up.</summary>
    public LayerWeights<T>[] Layers { get; }

    /// <summary>The linear layers, up to the output.</summary>
    public LinearWeights<T>[] Head { get; }

    /// <summary>Takes over what the parameters are now.</summary>
    public void ReadWeights()
    {
        for (int layer = 0; layer < Layers.Length; layer++)
        {
            T[] bias = _biases[layer];
            ReadOnlySpan<T> biasIh = Numbers($"cells.{layer}.bias_ih");
            ReadOnlySpan<T> biasHh = Numbers($"cells.{layer}.bias_hh");
            for (int i = 0; i < bias.Length; i++) bias[i] = biasIh[i] + biasHh[i];
            Layers[layer].Fill(Numbers($"cells.{layer}.weight_ih"), Numbers($"cells.{layer}.weight_hh"), bias);
        }

        for (int i = 0; i < Head.Length; i++) Head[i].Fill(Numbers($"head.{i}.weight"), Numbers($"head.{i}.bias"));
    }

    /// <summary>
    /// Where the gradients of an LSTM layer begin in the row of all: weight_ih, weight_hh, bias_ih, bias_hh.
    /// </summary>
    public (int WeightIh, int WeightHh, int BiasIh, int BiasHh) LayerOffsets(int layer) => (
        Offset($"cells.{layer}.weight_ih"),
        Offset($"cells.{layer}.weight_hh"),
        Offset($"cells.{layer}.bias_ih"),
        Offset($"cells.{layer}.bias_hh"));

    /// <summary>Where those of a linear layer begin.</summary>
    public (int Weight, int Bias) HeadOffsets(int index) => (Offset($"head.{index}.weight"), Offset($"head.{index}.bias"));

    private int Offset(string name) => _parameters[name].Offset;

    private ReadOnlySpan<T> Numbers(string name) => MemoryMarshal.Cast<byte, T>(_parameters[name].Weight.bytes);
}
