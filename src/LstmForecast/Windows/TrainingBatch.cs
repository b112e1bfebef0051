using System.Numerics;
using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace LstmForecast.Windows;

/// <summary>
/// Windows side by side, for a pass that is fed with observed values. Shorter ones are filled up at the end, where a
/// recurrent network cannot see it before its own last point.
/// </summary>
internal sealed class TrainingBatch : IDisposable
{
    /// <summary>Of tensors that belong to the batch from now on.</summary>
    public TrainingBatch(Tensor inputs, Tensor targets, Tensor? weights, Tensor? scales, double count)
    {
        Inputs = inputs;
        Targets = targets;
        Weights = weights;
        Scales = scales;
        Count = count;
    }

    /// <summary><c>[windows, time, input width]</c>.</summary>
    public Tensor Inputs { get; }

    /// <summary><c>[windows, time, horizon steps x targets]</c>.</summary>
    public Tensor Targets { get; }

    /// <summary>Of each target in the loss, in the same shape; null where each counts once.</summary>
    public Tensor? Weights { get; }

    /// <summary>What counts are multiples of, in the same shape; null where targets are no counts.</summary>
    public Tensor? Scales { get; }

    /// <summary>How many targets the loss averages over, each once whatever its weight.</summary>
    public double Count { get; }

    /// <summary>Puts windows side by side.</summary>
    /// <param name="windows">At least one.</param>
    /// <param name="inputWidth">Inputs at each time step.</param>
    /// <param name="targetWidth">Targets at each time step.</param>
    /// <param name="type">The type of the tensors.</param>
    /// <param name="device">Where they are.</param>
    /// <param name="keepTargets">Whether the series keep their targets for the next batch.</param>
    public static TrainingBatch Create(
        IReadOnlyList<Window> windows,
        int inputWidth,
        int targetWidth,
        ScalarType type,
        Device device,
        bool keepTargets = false) =>
        type == ScalarType.Float64
            ? Create<double>(windows, inputWidth, targetWidth, type, device, keepTargets)
            : Create<float>(windows, inputWidth, targetWidth, type, device, keepTargets);

    private static TrainingBatch Create<T>(
        IReadOnlyList<Window> windows, int inputWidth, int targetWidth, ScalarType type, Device device, bool keepTargets)
        where T : unmanaged, INumberBase<T>
    {
        int steps = windows.Max(window => window.Steps);
        bool allCount = windows.All(window =>
            window.Steps == steps && window.LossSteps == steps && window.Series.AllCount(window.First, steps));
        // Detached from the caller's dispose scope: a batch lives as long as its owner says.
        Tensor inputs = empty(windows.Count, steps, inputWidth, dtype: type).DetachFromDisposeScope();
        Tensor targets = empty(windows.Count, steps, targetWidth, dtype: type).DetachFromDisposeScope();
        Tensor? weights = allCount ? null : empty(windows.Count, steps, targetWidth, dtype: type).DetachFromDisposeScope();
        Tensor? scales = windows[0].Series.HasScales
            ? ones(windows.Count, steps, targetWidth, dtype: type).DetachFromDisposeScope()
            : null;
        double count = allCount ? (double)windows.Count * steps * targetWidth : 0;
        for (int row = 0; row < windows.Count; row++)
        {
            Window window = windows[row];
            int own = window.Steps * targetWidth;
            // The first steps of a window may be there to warm up alone.
            int unjudged = window.Steps - window.LossSteps;
            Write<T>(inputs, row, numbers => Convert(window.Series.Inputs(window.First, window.Steps), numbers));
            Write<T>(targets, row, numbers =>
            {
                if (keepTargets) window.Series.KeptTargets<T>(window.First, window.Steps).CopyTo(numbers);
                else window.Series.WriteTargets(window.First, window.Steps, numbers[..own]);
                numbers[own..].Clear();
            });
            Write<T>(weights, row, numbers =>
            {
                numbers.Clear();
                count += window.Series.WriteWeights(
                    window.First + unjudged, window.LossSteps, numbers[(unjudged * targetWidth)..own]);
            });
            Write<T>(scales, row, numbers => window.Series.WriteScales(window.First, window.Steps, numbers[..own]));
        }

        return new TrainingBatch(
            On(device, inputs),
            On(device, targets),
            weights is null ? null : On(device, weights),
            scales is null ? null : On(device, scales),
            count);
    }

    public void Dispose()
    {
        Inputs.Dispose();
        Targets.Dispose();
        Weights?.Dispose();
        Scales?.Dispose();
    }

    private static Tensor On(Device device, Tensor values)
    {
        if (device.type == DeviceType.CPU) return values;
        using (values) return values.to(device).DetachFromDisposeScope();
    }

    // By row, as a span has no room for a batch of 2 GB.
    private static void Write<T>(Tensor? to, int row, Fill<T> fill)
        where T : unmanaged
    {
        if (to is null) return;
        using Tensor part = to.select(0, row);
        fill(MemoryMarshal.Cast<byte, T>(part.bytes));
    }

    private static void Convert<T>(ReadOnlySpan<double> values, Span<T> to)
        where T : unmanaged, INumberBase<T>
    {
        for (int i = 0; i < values.Length; i++) to[i] = T.CreateTruncating(values[i]);
        to[values.Length..].Clear();
    }

    private delegate void Fill<T>(Span<T> numbers);
}
