using System.Numerics;
using System.Runtime.InteropServices;
using LstmForecast.Network;
using static TorchSharp.torch;

namespace LstmForecast.Objectives;

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
        Tensor x, IReadOnlyList<Tensor> weights, object trace, Tensor gradient, bool wantsInput);

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
        FusedBuffers<T> buffers = _free.TryPop(out FusedBuffers<T>? free) ? free : new FusedBuffers<T>(_size, kernel);
        // With a backward pass, nobody needs the outputs any more once it has been: the next pass can have their memory.
        Tensor y = keepTrace
            ? buffers.Output.Take(x.dtype, rows, steps, hidden)
            : empty(rows, steps, hidden, dtype: x.dtype);
        LayerLayout.Pack<T>(
            buffers.Weights, Numbers(weights[0]), Numbers(weights[1]), Numbers(weights[2]), Numbers(weights[3]));
        LayerWorker<T> worker = buffers.Worker;
        var stretches = new Stretches(steps, traceSteps);
        worker.Begin(rows, keepTrace ? stretches.Longest : 0);
        fixed (T* from = Numbers(x), to = Numbers(y))
        {
            for (int stretch = 0; stretch < stretches.Count; stretch++)
            {
                int first = stretches.First(stretch);
                if (keepTrace) worker.Keep(stretch);
                worker.Forward(
                    stretches.LengthOf(stretch),
                    Part(from, steps, first, input),
                    Part(to, steps, first, hidden),
                    keepTrace && stretches.Count == 1);
            }
        }

        if (!keepTrace) _free.Push(buffers);
        trace = keepTrace ? new FusedTrace<T>(buffers, rows, steps) : null;
        return y;
    }

    public override List<Tensor> Backward(
        Tensor x, IReadOnlyList<Tensor> weights, object trace, Tensor gradient, bool wantsInput)
    {
        (FusedBuffers<T> buffers, int rows, int steps) = (FusedTrace<T>)trace;
        // A leaf keeps its gradient; what the layer below makes of it is done before the next pass.
        Tensor? dx = !wantsInput ? null
            : x.is_leaf ? empty_like(x) : buffers.InputGradient.Take(x.dtype, rows, steps, input);
        LayerWorker<T> worker = buffers.Worker;
        fixed (T* px = Numbers(x), pd = Numbers(gradient), pdx = dx is null ? default : Numbers(dx))
        {
            var stretches = new Stretches(steps, traceSteps);
            for (int stretch = stretches.Count - 1; stretch >= 0; stretch--)
            {
                (int first, int length) = (stretches.First(stretch), stretches.LengthOf(stretch));
                if (stretches.Count > 1)
                {
                    // This time it leaves its trace.
                    worker.Restore(stretch);
                    worker.Forward(length, Part(px, steps, first, input), output: default, keepTrace: true);
                }

                worker.Backward(
                    length, Part(pd, steps, first, hidden), pdx == null ? default : Part(pdx, steps, first, input));
            }
        }

        _free.Push(buffers);
        List<Tensor> gradients = [.. weights.Select(weight => empty(weight.shape, dtype: weight.dtype))];
        LayerLayout.Unpack<T, T>(
            _size,
            worker.WeightGradient.Span,
            Numbers(gradients[0]),
            Numbers(gradients[1]),
            Numbers(gradients[2]),
            Numbers(gradients[3]));
        return [dx!, .. gradients];
    }

    public override void Dispose()
    {
        while (_free.TryPop(out FusedBuffers<T>? buffers)) buffers.Dispose();
    }

    private static Sequence<T> Part(T* start, int steps, int first, int width) =>
        new(start + (nint)first * width, (nint)steps * width, width);

    private static Span<T> Numbers(Tensor tensor) => MemoryMarshal.Cast<byte, T>(tensor.bytes);
}
