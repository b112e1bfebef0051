using System.Numerics;
using System.Runtime.InteropServices;
using LstmForecast.Network;
using LstmForecast.TrainingData;
using TorchSharp;
using static TorchSharp.torch;

namespace LstmForecast.Objectives;

/// <summary>The windows of a batch as tensors on a device; made once a batch, and disposed with it.</summary>
internal sealed class TorchBatch : IDisposable
{
    private TorchBatch(Tensor inputs, Tensor targets, Tensor? weights, Tensor? scales, double count)
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

    /// <inheritdoc cref="TrainingBatch.Count"/>
    public double Count { get; }

    /// <summary>The tensors of a batch on a device.</summary>
    public static TorchBatch Of(TrainingBatch batch, Device device)
    {
        if (batch.Attachment is TorchBatch made && SameDevice(made.Inputs.device, device)) return made;
        batch.Attachment?.Dispose();
        TorchBatch tensors = batch is TrainingBatch<double> doubles
            ? Create(doubles, ScalarType.Float64, device)
            : Create((TrainingBatch<float>)batch, ScalarType.Float32, device);
        batch.Attachment = tensors;
        return tensors;
    }

    public void Dispose()
    {
        Inputs.Dispose();
        Targets.Dispose();
        Weights?.Dispose();
        Scales?.Dispose();
    }

    private static bool SameDevice(Device one, Device other) => one.type == other.type && one.index == other.index;

    private static TorchBatch Create<T>(TrainingBatch<T> batch, ScalarType type, Device device)
        where T : unmanaged, INumberBase<T>
    {
        batch.Fill(0, batch.Windows);
        return new TorchBatch(
            Numbers(batch.Inputs, batch.InputWidth),
            Numbers(batch.Targets, batch.TargetWidth),
            batch.Weights is null ? null : Numbers(batch.Weights, batch.TargetWidth),
            batch.Scales is null ? null : Numbers(batch.Scales, batch.TargetWidth),
            batch.Count);

        Tensor Numbers(AlignedBuffer<T> from, int width)
        {
            // Detached from the caller's dispose scope: they live as long as the batch.
            Tensor tensor = empty(batch.Windows, batch.Steps, width, dtype: type).DetachFromDisposeScope();
            // By row, as a span has no room for a tensor of 2 GB.
            for (int row = 0; row < batch.Windows; row++)
            {
                using Tensor part = tensor.select(0, row);
                batch.Rows(from, row, 1).CopyTo(MemoryMarshal.Cast<byte, T>(part.bytes));
            }

            if (device.type == DeviceType.CPU) return tensor;
            using (tensor) return tensor.to(device).DetachFromDisposeScope();
        }
    }
}
