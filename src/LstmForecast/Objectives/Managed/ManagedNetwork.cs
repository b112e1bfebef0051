using System.Numerics;
using LstmForecast.Network;

namespace LstmForecast.Objectives;

/// <summary>
/// The weights of a network as the kernel wants them, read once an evaluation and shared by all workers.
/// </summary>
internal sealed class ManagedNetwork<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T[] _weights;

    public ManagedNetwork(NetworkShape shape, LayerKernel<T> kernel)
    {
        Layout = new WeightLayout(shape);
        Kernel = kernel;
        _weights = new T[Layout.Count];
        Layers =
        [
            .. shape.HiddenSizes.Select((hidden, layer) =>
                new LayerWeights<T>(new LayerSize(shape.LayerInput(layer), hidden, kernel.VectorWidth))),
        ];
        LayerPlaces = [.. shape.HiddenSizes.Select((_, layer) => new LayerPlaces(Layout, layer))];
        Head = [.. shape.LinearSizes().Select(size => new LinearWeights<T>(size.In, size.Out, kernel.VectorWidth))];
        HeadPlaces =
            [.. Head.Select((_, index) => (Layout[$"head.{index}.weight"], Layout[$"head.{index}.bias"]))];
    }

    /// <summary>Numbers in a gradient as the blocks have it, which is filled up to whole vectors.</summary>
    public int BlockGradientSize => Layers.Sum(layer => layer.Size.PanelSize)
        + Head.Sum(layer => layer.Outputs * layer.InputRow + layer.OutputRow);

    /// <summary>The order of weights and gradients outside.</summary>
    public WeightLayout Layout { get; }

    public LayerKernel<T> Kernel { get; }

    /// <summary>The LSTM layers, from the bottom up.</summary>
    public LayerWeights<T>[] Layers { get; }

    /// <summary>Where the weights of each stand in the row of all.</summary>
    public LayerPlaces[] LayerPlaces { get; }

    /// <summary>The linear layers, up to the output.</summary>
    public LinearWeights<T>[] Head { get; }

    /// <inheritdoc cref="LayerPlaces"/>
    public (Range Weight, Range Bias)[] HeadPlaces { get; }

    /// <summary>Takes over weights, rounded to the type of the network.</summary>
    public void Read(ReadOnlySpan<double> weights)
    {
        Numbers.Convert(weights, _weights);
        Span<T> all = _weights;
        for (int layer = 0; layer < Layers.Length; layer++)
        {
            LayerPlaces places = LayerPlaces[layer];
            LayerLayout.Pack<T>(
                Layers[layer], all[places.WeightIh], all[places.WeightHh], all[places.BiasIh], all[places.BiasHh]);
        }

        for (int i = 0; i < Head.Length; i++) Head[i].Fill(all[HeadPlaces[i].Weight], all[HeadPlaces[i].Bias]);
    }

    /// <summary>The gradient in the order outside.</summary>
    /// <param name="ofBlocks">That of the blocks: of each LSTM layer in the kernel's layout, then of the linear layers.</param>
    /// <param name="gradient">Where it goes.</param>
    public void Collect(ReadOnlySpan<double> ofBlocks, Span<double> gradient)
    {
        for (int layer = 0; layer < Layers.Length; layer++)
        {
            LayerSize size = Layers[layer].Size;
            LayerPlaces places = LayerPlaces[layer];
            LayerLayout.Unpack<double, double>(
                size,
                ofBlocks[..size.PanelSize],
                gradient[places.WeightIh],
                gradient[places.WeightHh],
                gradient[places.BiasIh],
                gradient[places.BiasHh]);
            ofBlocks = ofBlocks[size.PanelSize..];
        }

        for (int i = 0; i < Head.Length; i++)
        {
            LinearWeights<T> layer = Head[i];
            Span<double> weight = gradient[HeadPlaces[i].Weight];
            for (int output = 0; output < layer.Outputs; output++)
            {
                ofBlocks.Slice(output * layer.InputRow, layer.Inputs).CopyTo(weight[(output * layer.Inputs)..]);
            }

            ofBlocks = ofBlocks[(layer.Outputs * layer.InputRow)..];
            ofBlocks[..layer.Outputs].CopyTo(gradient[HeadPlaces[i].Bias]);
            ofBlocks = ofBlocks[layer.OutputRow..];
        }
    }
}

/// <summary>Where the weights of an LSTM layer stand in the row of all.</summary>
internal sealed class LayerPlaces(WeightLayout layout, int layer)
{
    public Range WeightIh { get; } = layout[$"cells.{layer}.weight_ih"];

    public Range WeightHh { get; } = layout[$"cells.{layer}.weight_hh"];

    public Range BiasIh { get; } = layout[$"cells.{layer}.bias_ih"];

    public Range BiasHh { get; } = layout[$"cells.{layer}.bias_hh"];
}
