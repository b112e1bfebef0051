using System.Numerics;
using System.Runtime.InteropServices;
using LstmForecast.Lstm;
using static TorchSharp.torch;

namespace LstmForecast.Network;

/// <summary>
/// One LSTM layer of a network by the managed kernel, for tensors on the CPU. Keeps its buffers from call to call, so it
/// belongs to one thread.
/// </summary>
internal abstract class FusedLayer : IDisposable
{
    /// <param name="input">Width of what goes in.</param>
    /// <param name="hidden">Units.</param>
    /// <param name="type">Float32 or Float64.</param>
    /// <param name="traceSteps">
    /// Time steps whose gates are kept for the backward pass; of a longer series only the states between stretches of so
    /// many steps are kept, and the backward pass computes each stretch again.
    /// </param>
    public static FusedLayer Create(int input, int hidden, ScalarType type, int traceSteps = int.MaxValue) =>
        type == ScalarType.Float64
            ? new FusedLayer<double>(input, hidden, LayerKernel<double>.Widest, traceSteps)
            : new FusedLayer<float>(input, hidden, LayerKernel<float>.Widest, traceSteps);

    /// <summary>All rows through all time steps, from zero states.</summary>
    /// <param name="x"><c>[series, time, input]</c>, contiguous.</param>
    /// <param name="weights">PyTorch's weight_ih, weight_hh, bias_ih and bias_hh.</param>
    /// <param name="keepTrace">Whether there will be a backward pass.</param>
    /// <param name="trace">What <see cref="Backward"/> needs; null without one.</param>
    /// <returns>
    /// The hidden states, <c>[series, time, hidden]</c>. After <see cref="Backward"/> their memory may be used again.
    /// </returns>
    public abstract Tensor Forward(Tensor x, IReadOnlyList<Tensor> weights, bool keepTrace, out object? trace);

    /// <summary>Derivatives by the inputs (undefined if not wanted) and the four weights, in the order of their arguments.</summary>
    public abstract List<Tensor> Backward(
        Tensor x, Tensor y, IReadOnlyList<Tensor> weights, object trace, Tensor gradient, bool wantsInput);

    /// <summary>Frees the buffers; further passes would make new ones.</summary>
    public abstract void Dispose();
}

/// <inheritdoc cref="FusedLayer"/>
internal sealed unsafe class FusedLayer<T>(int input, int hidden, LayerKernel<T> kernel, int traceSteps) : FusedLayer
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly LayerSize _size = new(input, hidden, kernel.VectorWidth);
    private readonly Stack<FusedBuffers<T>> _free = new();

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
        // Without a backward pass the room for its trace is not needed, only that for a step.
        FusedBuffers<T> buffers = Rent(rows, keepTrace ? Math.Min(steps, traceSteps) : 1);
        // With one, nobody needs the outputs any more once it has been: the next pass can have their memory.
        Tensor y = keepTrace
            ? buffers.Output.Take(x.dtype, rows, steps, hidden)
            : empty(rows, steps, hidden, dtype: x.dtype);
        LayerState<T> state = buffers.State;
        state.Clear();
        Pack(weights, buffers.Weights);
        FusedPass<T>? pass = keepTrace ? new FusedPass<T>(buffers, rows, steps) : null;
        fixed (T* from = Numbers(x), to = Numbers(y))
        {
            for (int first = 0; first < steps; first += Stretch(steps, first))
            {
                pass?.Keep(first, state);
                kernel.Forward(new()
                {
                    Weights = buffers.Weights,
                    Rows = rows,
                    Steps = Stretch(steps, first),
                    Input = Part(from, steps, first, input),
                    Output = Part(to, steps, first, hidden),
                    State = state,
                    Trace = steps <= traceSteps ? pass?.Buffers.Trace : null,
                    Scratch = buffers.Forward,
                });
            }
        }

        if (pass is null) _free.Push(buffers);
        trace = pass;
        return y;
    }

    public override List<Tensor> Backward(
        Tensor x, Tensor y, IReadOnlyList<Tensor> weights, object trace, Tensor gradient, bool wantsInput)
    {
        var pass = (FusedPass<T>)trace;
        (int rows, int steps) = (pass.Rows, pass.Steps);
        Tensor? dx = wantsInput ? InputGradient(x, pass) : null;
        AlignedBuffer<T> weightGradient = pass.Buffers.WeightGradient;
        weightGradient.Span.Clear();
        LayerState<T> stateGradient = pass.Buffers.State;
        stateGradient.Clear();
        fixed (T* px = Numbers(x), py = Numbers(y), pd = Numbers(gradient), pdx = dx is null ? default : Numbers(dx))
        {
            foreach ((int first, LayerState<T> before) in pass.StatesFromTheEnd())
            {
                int stretch = Stretch(steps, first);
                Sequence<T> xs = Part(px, steps, first, input);
                Sequence<T> ys = Part(py, steps, first, hidden);
                if (steps > traceSteps)
                {
                    // Gives the outputs the same bits again, and this time leaves its trace.
                    kernel.Forward(new()
                    {
                        Weights = pass.Buffers.Weights,
                        Rows = rows,
                        Steps = stretch,
                        Input = xs,
                        Output = ys,
                        State = before.Copy(),
                        Trace = pass.Buffers.Trace,
                        Scratch = pass.Buffers.Forward,
                    });
                }

                kernel.Backward(new()
                {
                    Weights = pass.Buffers.Weights,
                    Rows = rows,
                    Steps = stretch,
                    Input = xs,
                    Output = ys,
                    InitialHidden = before.Hidden,
                    Trace = pass.Buffers.Trace,
                    OutputGradient = Part(pd, steps, first, hidden),
                    InputGradient = pdx == null ? default : Part(pdx, steps, first, input),
                    StateGradient = stateGradient,
                    WeightGradient = weightGradient,
                    Scratch = pass.Buffers.Backward,
                });
            }
        }

        _free.Push(pass.Buffers);
        return [dx!, .. Unpack(weightGradient, weights)];
    }

    public override void Dispose()
    {
        while (_free.TryPop(out FusedBuffers<T>? buffers)) buffers.Dispose();
    }

    /// <summary>A leaf keeps its gradient; what the layer below makes of it is done before the next pass.</summary>
    private static Tensor InputGradient(Tensor x, FusedPass<T> pass) => x.is_leaf
        ? empty_like(x)
        : pass.Buffers.InputGradient.Take(x.dtype, pass.Rows, pass.Steps, x.shape[2]);

    private int Stretch(int steps, int first) => Math.Min(traceSteps, steps - first);

    private static Sequence<T> Part(T* start, int steps, int first, int width) =>
        new(start + (nint)first * width, (nint)steps * width, width);

    private FusedBuffers<T> Rent(int rows, int steps)
    {
        // Smaller ones are let go: the blocks of a training set are of one size, but for a smaller last one.
        while (_free.TryPop(out FusedBuffers<T>? buffers))
        {
            if (buffers.Rows >= rows && buffers.Steps >= steps) return buffers;
            buffers.Dispose();
        }

        return new FusedBuffers<T>(_size, rows, steps);
    }

    private static void Pack(IReadOnlyList<Tensor> weights, LayerWeights<T> packed)
    {
        ReadOnlySpan<T> biasIh = Numbers(weights[2]);
        ReadOnlySpan<T> biasHh = Numbers(weights[3]);
        var bias = new T[biasIh.Length];
        for (int i = 0; i < bias.Length; i++) bias[i] = biasIh[i] + biasHh[i];
        packed.Fill(Numbers(weights[0]), Numbers(weights[1]), bias);
    }

    /// <summary>From the kernel's layout to PyTorch's four tensors.</summary>
    private List<Tensor> Unpack(AlignedBuffer<T> packed, IReadOnlyList<Tensor> weights)
    {
        List<Tensor> gradients = [.. weights.Select(weight => empty(weight.shape, dtype: weight.dtype))];
        Span<T> weightIh = Numbers(gradients[0]);
        Span<T> weightHh = Numbers(gradients[1]);
        Span<T> biasIh = Numbers(gradients[2]);
        Span<T> biasHh = Numbers(gradients[3]);
        for (int row = 0; row < 4 * hidden; row++)
        {
            (int gate, int unit) = Math.DivRem(row, hidden);
            ReadOnlySpan<T> from = packed.Span.Slice((gate * _size.Units + unit) * _size.WeightRow, _size.WeightRow);
            from.Slice(_size.InputOffset, input).CopyTo(weightIh[(row * input)..]);
            from[..hidden].CopyTo(weightHh[(row * hidden)..]);
            biasIh[row] = from[_size.BiasOffset];
            biasHh[row] = from[_size.BiasOffset];
        }

        return gradients;
    }

    private static Span<T> Numbers(Tensor tensor) => MemoryMarshal.Cast<byte, T>(tensor.bytes);
}
