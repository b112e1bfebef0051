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
    private TrainingBatch(Tensor inputs, Tensor targets, Tensor? weights, Tensor? scales, double count)
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

    public static TrainingBatch Create(IReadOnlyList<Window> windows, int inputWidth, int targetWidth, ScalarType type, Device device)
    {
        int steps = windows.Max(window => window.Steps);
        // Detached from the caller's dispose scope: a batch lives as long as its owner says.
        Tensor inputs = zeros(windows.Count, steps, inputWidth, dtype: type).DetachFromDisposeScope();
        Tensor targets = zeros(windows.Count, steps, targetWidth, dtype: type).DetachFromDisposeScope();
        Tensor weights = zeros(windows.Count, steps, targetWidth, dtype: type).DetachFromDisposeScope();
        Tensor? scales = windows[0].Series.HasScales
            ? ones(windows.Count, steps, targetWidth, dtype: type).DetachFromDisposeScope()
            : null;
        var targetValues = new double[steps * targetWidth];
        var weightValues = new double[steps * targetWidth];
        double count = 0;
        bool allCount = true;
        for (int row = 0; row < windows.Count; row++)
        {
            Window window = windows[row];
            targetValues.AsSpan().Clear();
            weightValues.AsSpan().Clear();
            window.Series.WriteTargets(window.First, window.Steps, targetValues, weightValues);
            weightValues.AsSpan(0, (window.Steps - window.LossSteps) * targetWidth).Clear();
            foreach (double weight in weightValues)
            {
                count += weight == 0 ? 0 : 1;
                allCount &= weight == 1;
            }

            Write(window.Series.Inputs(window.First, window.Steps), inputs, row);
            Write(targetValues, targets, row);
            Write(weightValues, weights, row);
            if (scales is null) continue;
            weightValues.AsSpan().Fill(1);
            window.Series.WriteScales(window.First, window.Steps, weightValues);
            Write(weightValues, scales, row);
        }

        if (allCount) weights.Dispose();
        return new TrainingBatch(
            On(device, inputs),
            On(device, targets),
            allCount ? null : On(device, weights),
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

    private static void Write(ReadOnlySpan<double> values, Tensor to, int row)
    {
        using Tensor part = to[row];
        if (to.dtype == ScalarType.Float64)
        {
            values.CopyTo(MemoryMarshal.Cast<byte, double>(part.bytes));
            return;
        }

        Span<float> numbers = MemoryMarshal.Cast<byte, float>(part.bytes);
        for (int i = 0; i < values.Length; i++) numbers[i] = (float)values[i];
    }
}
