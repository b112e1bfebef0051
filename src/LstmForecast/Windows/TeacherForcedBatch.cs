using TorchSharp;
using static TorchSharp.torch;

namespace LstmForecast.Windows;

/// <summary>
/// Series side by side, for a pass that is fed with observed values: inputs are all points but the last, targets the
/// same shifted by one step. Shorter series are filled up at the end, where a recurrent network cannot see it before
/// its own last point, and the mask leaves the filling out of the loss.
/// </summary>
internal sealed class TeacherForcedBatch : IDisposable
{
    private TeacherForcedBatch(Tensor inputs, Tensor targets, Tensor? mask, long count)
    {
        Inputs = inputs;
        Targets = targets;
        Mask = mask;
        Count = count;
    }

    /// <summary><c>[series, time, channels]</c>.</summary>
    public Tensor Inputs { get; }

    /// <summary><c>[series, time, channels]</c>.</summary>
    public Tensor Targets { get; }

    /// <summary><c>[series, time, 1]</c>, 1 where a target was observed; null if that is everywhere.</summary>
    public Tensor? Mask { get; }

    /// <summary>How many values the loss averages over.</summary>
    public long Count { get; }

    public static TeacherForcedBatch Create(IReadOnlyList<TimeSeries> series, ScalarType type)
    {
        int channels = series[0].Channels.Count;
        int steps = series.Max(one => one.Length) - 1;
        var inputs = new double[series.Count * steps * channels];
        var targets = new double[inputs.Length];
        var mask = new double[series.Count * steps];
        for (int row = 0; row < series.Count; row++)
        {
            int length = (series[row].Length - 1) * channels;
            int start = row * steps * channels;
            series[row].Values[..length].CopyTo(inputs.AsSpan(start));
            series[row].Values[channels..].CopyTo(targets.AsSpan(start));
            mask.AsSpan(row * steps, series[row].Length - 1).Fill(1);
        }

        long observed = series.Sum(one => (long)one.Length - 1);
        return new TeacherForcedBatch(
            AsTensor(inputs, [series.Count, steps, channels], type),
            AsTensor(targets, [series.Count, steps, channels], type),
            observed == mask.Length ? null : AsTensor(mask, [series.Count, steps, 1], type),
            observed * channels);
    }

    /// <summary>The mean squared error of outputs <c>[series, time, channels]</c>, a scalar.</summary>
    public Tensor MeanSquaredError(Tensor outputs)
    {
        if (Mask is null) return nn.functional.mse_loss(outputs, Targets);
        using DisposeScope scope = NewDisposeScope();
        return (SquaredErrors(outputs, first: 0, (int)Targets.shape[0]) / Count).MoveToOuterDisposeScope();
    }

    /// <summary>The sum of squared errors of the outputs of some series, from an index on; a scalar.</summary>
    public Tensor SquaredErrors(Tensor outputs, int first, int count)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor errors = outputs - Targets.narrow(0, first, count);
        if (Mask is not null) errors *= Mask.narrow(0, first, count);
        // Not square(), which makes a scalar and leaves it to the finalizer: that may come before libtorch has used it.
        return (errors * errors).sum().MoveToOuterDisposeScope();
    }

    /// <summary>The series at some indexes, as a batch of its own.</summary>
    public TeacherForcedBatch Rows(ReadOnlySpan<long> rows)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor index = tensor(rows.ToArray());
        Tensor? mask = Mask?.index_select(0, index).DetachFromDisposeScope();
        Tensor targets = Targets.index_select(0, index).DetachFromDisposeScope();
        long observed = mask is null ? targets.shape[0] * targets.shape[1] : (long)mask.sum().ToDouble();
        return new TeacherForcedBatch(
            Inputs.index_select(0, index).DetachFromDisposeScope(), targets, mask, observed * targets.shape[2]);
    }

    public void Dispose()
    {
        Inputs.Dispose();
        Targets.Dispose();
        Mask?.Dispose();
    }

    private static Tensor AsTensor(double[] values, long[] shape, ScalarType type)
    {
        using Tensor exact = tensor(values, shape, ScalarType.Float64);
        // Detached from the caller's dispose scope: a batch lives as long as its owner says.
        return exact.to_type(type).DetachFromDisposeScope();
    }
}
