using System.Numerics;
using System.Runtime.InteropServices;
using LstmForecast.Lstm;
using static TorchSharp.torch;

namespace LstmForecast.Network;

/// <summary>
/// One LSTM layer of a network by the managed kernel, for tensors on the CPU. Keeps its buffers from call to call, so it
/// belongs to one thread.
/// </summary>
internal abstract class FusedLayer
{
    public static FusedLayer Create(int input, int hidden, ScalarType type) => type == ScalarType.Float64
        ? new FusedLayer<double>(input, hidden, LayerKernel<double>.Widest)
        : new FusedLayer<float>(input, hidden, LayerKernel<float>.Widest);

    /// <summary>All rows through all time steps, from zero states.</summary>
    /// <param name="x"><c>[series, time, input]</c>, contiguous.</param>
    /// <param name="weights">PyTorch's weight_ih, weight_hh, bias_ih and bias_hh.</param>
    /// <param name="keepTrace">Whether there will be a backward pass.</param>
    /// <param name="trace">What <see cref="Backward"/> needs; null without one.</param>
    /// <returns>The hidden states, <c>[series, time, hidden]</c>.</returns>
    public abstract Tensor Forward(Tensor x, IReadOnlyList<Tensor> weights, bool keepTrace, out object? trace);

    /// <summary>Derivatives by the inputs (undefined if not wanted) and the four weights, in the order of their arguments.</summary>
    public abstract List<Tensor> Backward(
        Tensor x, Tensor y, IReadOnlyList<Tensor> weights, object trace, Tensor gradient, bool wantsInput);
}

/// <inheritdoc cref="FusedLayer"/>
internal sealed unsafe class FusedLayer<T>(int input, int hidden, LayerKernel<T> kernel) : FusedLayer
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly LayerSize _size = new(input, hidden, kernel.VectorWidth);
    private readonly Stack<Block> _free = new();

    /// <summary>The buffers of a pass over some rows and steps.</summary>
    private sealed class Block(LayerSize size, int rows, int steps)
    {
        public int Rows => rows;

        public int Steps => steps;

        public LayerTrace<T> Trace { get; } = new(size, rows, steps);

        public ForwardScratch<T> Forward { get; } = new(size, rows);

        public BackwardScratch<T> Backward { get; } = new(size, rows);

        public LayerWeights<T>? Weights { get; set; }
    }

    public override Tensor Forward(Tensor x, IReadOnlyList<Tensor> weights, bool keepTrace, out object? trace)
    {
        // The kernel reads memory by these numbers: another width or type would lead it beyond the tensor's end.
        if (x.shape is not [_, _, var width] || width != input || x.dtype != weights[0].dtype)
        {
            throw new ArgumentException(
                $"The layer takes [series, time, {input}] of {weights[0].dtype}, found "
                + $"[{string.Join(", ", x.shape)}] of {x.dtype}.",
                nameof(x));
        }

        (int rows, int steps) = ((int)x.shape[0], (int)x.shape[1]);
        Tensor y = empty(rows, steps, hidden, dtype: x.dtype);
        LayerWeights<T> packed = Pack(weights);
        var state = new LayerState<T>(_size, rows);
        Block? block = keepTrace ? Rent(rows, steps) : null;
        if (block is not null) block.Weights = packed;
        fixed (T* from = Numbers(x), to = Numbers(y))
        {
            kernel.Forward(
                packed,
                rows,
                steps,
                new Sequence<T>(from, (nint)steps * input, input),
                new Sequence<T>(to, (nint)steps * hidden, hidden),
                state,
                block?.Trace,
                block?.Forward ?? new ForwardScratch<T>(_size, rows));
        }

        trace = block;
        return y;
    }

    public override List<Tensor> Backward(
        Tensor x, Tensor y, IReadOnlyList<Tensor> weights, object trace, Tensor gradient, bool wantsInput)
    {
        var block = (Block)trace;
        (int rows, int steps) = (block.Rows, block.Steps);
        Tensor? dx = wantsInput ? empty(rows, steps, input, dtype: x.dtype) : null;
        var packedGradient = new AlignedBuffer<T>(_size.Gates * _size.OperandRow);
        fixed (T* px = Numbers(x), py = Numbers(y), pd = Numbers(gradient), pdx = dx is null ? default : Numbers(dx))
        {
            kernel.Backward(
                block.Weights!,
                rows,
                steps,
                new Sequence<T>(px, (nint)steps * input, input),
                new Sequence<T>(py, (nint)steps * hidden, hidden),
                new LayerState<T>(_size, rows).Hidden,
                new Sequence<T>(pd, (nint)steps * hidden, hidden),
                new Sequence<T>(pdx, (nint)steps * input, input),
                new LayerState<T>(_size, rows),
                block.Trace,
                packedGradient,
                block.Backward);
        }

        _free.Push(block);
        return [dx!, .. Unpack(packedGradient, weights)];
    }

    private Block Rent(int rows, int steps)
    {
        // Blocks of another size are let go: a training set has at most two, the usual one and the last.
        while (_free.TryPop(out Block? block))
        {
            if (block.Rows == rows && block.Steps == steps) return block;
        }

        return new Block(_size, rows, steps);
    }

    private LayerWeights<T> Pack(IReadOnlyList<Tensor> weights)
    {
        ReadOnlySpan<T> biasIh = Numbers(weights[2]);
        ReadOnlySpan<T> biasHh = Numbers(weights[3]);
        var bias = new T[biasIh.Length];
        for (int i = 0; i < bias.Length; i++) bias[i] = biasIh[i] + biasHh[i];
        return new LayerWeights<T>(_size, Numbers(weights[0]), Numbers(weights[1]), bias);
    }

    /// <summary>From the kernel's layout to PyTorch's four tensors.</summary>
    private List<Tensor> Unpack(AlignedBuffer<T> packed, IReadOnlyList<Tensor> weights)
    {
        List<Tensor> gradients = [.. weights.Select(weight => empty(weight.shape, dtype: weight.dtype))];
        for (int row = 0; row < 4 * hidden; row++)
        {
            (int gate, int unit) = Math.DivRem(row, hidden);
            ReadOnlySpan<T> from = packed.Span.Slice((gate * _size.Units + unit) * _size.OperandRow, _size.OperandRow);
            from.Slice(_size.InputOffset, input).CopyTo(Numbers(gradients[0])[(row * input)..]);
            from[..hidden].CopyTo(Numbers(gradients[1])[(row * hidden)..]);
            Numbers(gradients[2])[row] = from[_size.BiasOffset];
            Numbers(gradients[3])[row] = from[_size.BiasOffset];
        }

        return gradients;
    }

    private static Span<T> Numbers(Tensor tensor) => MemoryMarshal.Cast<byte, T>(tensor.bytes);
}
