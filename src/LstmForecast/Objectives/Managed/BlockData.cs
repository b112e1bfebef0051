using System.Numerics;
using LstmForecast.Network;
using LstmForecast.TrainingData;

namespace LstmForecast.Objectives;

/// <summary>Some windows of a batch, in the batch's memory.</summary>
internal readonly unsafe struct BlockData<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <param name="batch">Must outlive the block.</param>
    /// <param name="first">The first window.</param>
    /// <param name="count">How many.</param>
    public BlockData(TrainingBatch<T> batch, int first, int count)
    {
        Rows = count;
        Steps = batch.Steps;
        Values = batch.TargetWidth;
        Scale = T.CreateTruncating(1 / batch.Count);
        Inputs = Part(batch.Inputs, batch.InputWidth);
        Targets = Part(batch.Targets, batch.TargetWidth);
        Weights = batch.Weights is null ? default : Part(batch.Weights, batch.TargetWidth);

        Sequence<T> Part(AlignedBuffer<T> buffer, int width)
        {
            nint row = (nint)batch.Steps * width;
            return new Sequence<T>(buffer.Pointer + first * row, row, width);
        }
    }

    /// <summary>Windows.</summary>
    public int Rows { get; }

    /// <summary>Time steps of each.</summary>
    public int Steps { get; }

    /// <summary>Targets at a time step.</summary>
    public int Values { get; }

    /// <summary><c>[input]</c> at each row and step.</summary>
    public Sequence<T> Inputs { get; }

    /// <summary><c>[values]</c> at each row and step, one step behind the other.</summary>
    public Sequence<T> Targets { get; }

    /// <summary>As the targets; null if each counts once.</summary>
    public Sequence<T> Weights { get; }

    /// <summary>What derivatives of the sum are multiplied with for those of the mean.</summary>
    public T Scale { get; }

    /// <summary>The targets of a row at some steps, <c>[steps, values]</c>.</summary>
    public ReadOnlySpan<T> TargetsAt(int row, int step, int steps) => new(Targets.At(row, step), steps * Values);

    /// <summary>The weights of these targets; empty if each counts once.</summary>
    public ReadOnlySpan<T> WeightsAt(int row, int step, int steps) =>
        Weights.IsNull ? default : new(Weights.At(row, step), steps * Values);
}
