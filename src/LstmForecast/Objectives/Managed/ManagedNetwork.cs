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
}

/// <summary>Where the weights of an LSTM layer stand in the row of all.</summary>
internal sealed class LayerPlaces(WeightLayout layout, int layer)
{
    public Range WeightIh { get; } = layout[$"cells.{layer}.weight_ih"];

    public Range WeightHh { get; } = layout[$"cells.{layer}.weight_hh"];

    public Range BiasIh { get; } = layout[$"cells.{layer}.bias_ih"];

    public Range BiasHh { get; } = layout[$"cells.{layer}.bias_hh"];
}
