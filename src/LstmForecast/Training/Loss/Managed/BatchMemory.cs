using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LstmForecast.Lstm;
using LstmForecast.Windows;
using TorchSharp;
using static TorchSharp.torch;

namespace LstmForecast.Training;

/// <summary>The numbers of a batch where libtorch keeps them, for as long as an evaluation takes.</summary>
internal sealed unsafe class BatchMemory<T> : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Tensor _inputs;
    private readonly Tensor _targets;
    private readonly Tensor? _weights;
    private readonly int _steps;
    private readonly int _inputWidth;
    private readonly int _values;
    private readonly T _scale;

    /// <param name="batch">Inputs, targets and weights on the CPU.</param>
    /// <param name="shape">The network they are for.</param>
    /// <param name="parameters">Outputs of the network for each target.</param>
    /// <exception cref="ArgumentException">The batch is for another network.</exception>
    public BatchMemory(TrainingBatch batch, NetworkShape shape, int parameters)
    {
        _inputWidth = shape.InputSize;
        _values = shape.OutputSize / parameters;
        long[] sizes = batch.Inputs.shape;
        // Memory is read by these numbers: others would lead beyond the tensors' ends.
        Check(batch.Inputs, sizes[0], sizes[1], _inputWidth, "inputs");
        Check(batch.Targets, sizes[0], sizes[1], _values, "targets");
        if (batch.Weights is not null) Check(batch.Weights, sizes[0], sizes[1], _values, "weights");
        _steps = (int)sizes[1];
        _scale = T.CreateTruncating(1 / batch.Count);
        _inputs = batch.Inputs.contiguous().DetachFromDisposeScope();
        _targets = batch.Targets.contiguous().DetachFromDisposeScope();
        _weights = batch.Weights?.contiguous().DetachFromDisposeScope();
    }

    /// <summary>Some windows of the batch; not to be used after <see cref="Dispose"/>.</summary>
    public BlockMemory<T> Block(int first, int count)
    {
        nint inputs = (nint)_steps * _inputWidth;
        nint targets = (nint)_steps * _values;
        return new BlockMemory<T>
        {
            Rows = count,
            Steps = _steps,
            Values = _values,
            Inputs = new Sequence<T>(Numbers(_inputs) + first * inputs, inputs, _inputWidth),
            Targets = new Sequence<T>(Numbers(_targets) + first * targets, targets, _values),
            Weights = _weights is null ? default : new Sequence<T>(Numbers(_weights) + first * targets, targets, _values),
            Scale = _scale,
        };
    }

    public void Dispose()
    {
        _inputs.Dispose();
        _targets.Dispose();
        _weights?.Dispose();
    }

    private static void Check(Tensor tensor, long windows, long steps, int width, string name)
    {
        ScalarType type = typeof(T) == typeof(double) ? ScalarType.Float64 : ScalarType.Float32;
        if (tensor.dtype == type && tensor.device_type == DeviceType.CPU && tensor.shape.SequenceEqual([windows, steps, width]))
            return;
        throw new ArgumentException(
            $"The network takes {name} of [{windows}, {steps}, {width}], {type} on the CPU; found "
            + $"[{string.Join(", ", tensor.shape)}], {tensor.dtype} on {tensor.device_type}.",
            nameof(tensor));
    }

    /// <summary>Libtorch does not move what it has allocated.</summary>
    private static T* Numbers(Tensor tensor) =>
        (T*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(tensor.bytes));
}
