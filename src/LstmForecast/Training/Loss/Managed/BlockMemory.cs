using System.Numerics;
using LstmForecast.Lstm;

namespace LstmForecast.Training;

/// <summary>Some windows of a batch, in memory.</summary>
internal readonly unsafe struct BlockMemory<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Windows.</summary>
    public required int Rows { get; init; }

    /// <summary>Time steps of each.</summary>
    public required int Steps { get; init; }

    /// <summary>Targets at a time step.</summary>
    public required int Values { get; init; }

    /// <summary><c>[input]</c> at each row and step.</summary>
    public required Sequence<T> Inputs { get; init; }

    /// <summary><c>[values]</c> at each row and step, one step behind the other.</summary>
    public required Sequence<T> Targets { get; init; }

    /// <summary>As the targets; null if each counts once.</summary>
    public required Sequence<T> Weights { get; init; }

    /// <summary>What derivatives of the sum are multiplied with for those of the mean.</summary>
    public required T Scale { get; init; }

    /// <summary>The targets of a row at some steps, <c>[steps, values]</c>.</summary>
    public ReadOnlySpan<T> TargetsAt(int row, int step, int steps) => new(Targets.At(row, step), steps * Values);

    /// <summary>The weights of these targets; empty if each counts once.</summary>
    public ReadOnlySpan<T> WeightsAt(int row, int step, int steps) =>
        Weights.IsNull ? default : new(Weights.At(row, step), steps * Values);
}
