using System.Numerics;

namespace LstmForecast.Network;

/// <summary>
/// The trained network, stepped through time by the same kernel that trains it: LSTM layers, what normalises them,
/// linear layers. Immutable; each caller brings its own <see cref="NetworkState"/>.
/// </summary>
internal abstract class LstmNetwork
{
    public static LstmNetwork Create(NetworkWeights weights, Precision precision) => precision == Precision.Float64
        ? new LstmNetwork<double>(weights, LayerKernel<double>.Widest)
        : new LstmNetwork<float>(weights, LayerKernel<float>.Widest);

    public abstract NetworkShape Shape { get; }

    /// <summary>Numbers that the state of one series is made of.</summary>
    public int RowStateSize => Shape.StateSize();

    /// <summary>The state of so many series before their first step.</summary>
    public abstract NetworkState NewState(int rows = 1);

    /// <summary>One time step of all series of the state, and what the network puts out. Allocates nothing.</summary>
    /// <param name="input">Shape <c>[rows, input size]</c>.</param>
    /// <param name="state">Advanced in place.</param>
    /// <param name="output">Shape <c>[rows, output size]</c>; may be the input's memory.</param>
    public void Step(ReadOnlySpan<double> input, NetworkState state, Span<double> output)
    {
        Advance(input, state);
        Read(state, first: 0, state.Rows, output);
    }

    /// <summary>One time step of all series of the state, for callers who do not look at every output.</summary>
    /// <param name="input">Shape <c>[rows, input size]</c>.</param>
    /// <param name="state">Advanced in place.</param>
    public abstract void Advance(ReadOnlySpan<double> input, NetworkState state);

    /// <summary>What the network puts out for some rows after the last time step.</summary>
    /// <param name="state">As that step left it.</param>
    /// <param name="first">The first row.</param>
    /// <param name="count">How many rows.</param>
    /// <param name="output">Shape <c>[count, output size]</c>.</param>
    public abstract void Read(NetworkState state, int first, int count, Span<double> output);
}

/// <inheritdoc cref="LstmNetwork"/>
internal sealed unsafe class LstmNetwork<T> : LstmNetwork
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly LayerKernel<T> _kernel;
    private readonly T[][] _embeddings;
    private readonly LayerWeights<T>[] _layers;
    private readonly CellNormalization<T>[] _norms;
    private readonly LinearLayer<T>[] _head;
    private readonly int _inputWidth;

    public LstmNetwork(NetworkWeights weights, LayerKernel<T> kernel)
    {
        Shape = weights.Shape;
        _inputWidth = Shape.LayerInput(0);
        _kernel = kernel;
        _embeddings = [.. Shape.Embeddings.Select((_, i) => Numbers.Convert<T>(weights[$"embeddings.{i}.weight"]))];
        _layers = [.. Shape.HiddenSizes.Select((_, layer) => Layer(weights, layer))];
        _norms = [.. Shape.HiddenSizes.Select((_, layer) => new CellNormalization<T>(weights, layer))];
        _head = [.. Shape.LinearSizes().Select((_, index) => new LinearLayer<T>(weights, index))];
    }

    public override NetworkShape Shape { get; }

    public override NetworkState NewState(int rows = 1) =>
        new NetworkState<T>(Shape, [.. _layers.Select(layer => layer.Size)], rows);

    public override void Advance(ReadOnlySpan<double> input, NetworkState state)
    {
        var memory = (NetworkState<T>)state;
        int rows = memory.Rows;
        for (int row = 0; row < rows; row++)
            ReadInput(input.Slice(row * Shape.InputSize, Shape.InputSize), memory.Input.Span.Slice(row * _inputWidth, _inputWidth));
        var current = new Points<T>(memory.Input, _inputWidth);
        for (int layer = 0; layer < _layers.Length; layer++)
        {
            SteppedState<T> own = memory.Layers[layer];
            _kernel.Step(_layers[layer], current, own);
            current = _norms[layer].Apply(own.Hidden, memory.Normalized[layer], rows);
        }

        GC.KeepAlive(memory);
    }

    public override void Read(NetworkState state, int first, int count, Span<double> output)
    {
        var memory = (NetworkState<T>)state;
        Points<T> current = _norms[^1].Result(memory.Layers[^1].Hidden, memory.Normalized[^1]).From(first);
        for (int i = 0; i < _head.Length; i++) current = _head[i].Apply(current, memory.Head[i], count);
        for (int row = 0; row < count; row++)
        {
            ReadOnlySpan<T> from = current.At(row, Shape.OutputSize);
            for (int i = 0; i < from.Length; i++) output[row * Shape.OutputSize + i] = double.CreateTruncating(from[i]);
        }

        GC.KeepAlive(memory);
    }

    /// <summary>One row of input, with a vector in the place of each category's index.</summary>
    private void ReadInput(ReadOnlySpan<double> input, Span<T> to)
    {
        int numbers = input.Length - _embeddings.Length;
        for (int i = 0; i < numbers; i++) to[i] = T.CreateTruncating(input[i]);
        to = to[numbers..];
        for (int i = 0; i < _embeddings.Length; i++)
        {
            int width = Shape.Embeddings[i].Width;
            _embeddings[i].AsSpan((int)input[numbers + i] * width, width).CopyTo(to);
            to = to[width..];
        }
    }

    private LayerWeights<T> Layer(NetworkWeights weights, int layer)
    {
        var packed = new LayerWeights<T>(new LayerSize(Shape.LayerInput(layer), Shape.HiddenSizes[layer], _kernel.VectorWidth));
        LayerLayout.Pack<T>(
            packed,
            Numbers.Convert<T>(weights[$"cells.{layer}.weight_ih"]),
            Numbers.Convert<T>(weights[$"cells.{layer}.weight_hh"]),
            Numbers.Convert<T>(weights[$"cells.{layer}.bias_ih"]),
            Numbers.Convert<T>(weights[$"cells.{layer}.bias_hh"]));
        return packed;
    }
}
