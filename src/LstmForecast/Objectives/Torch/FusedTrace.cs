using System.Numerics;

namespace LstmForecast.Objectives;

/// <summary>What a forward pass of <see cref="FusedLayer{T}"/> leaves for its backward pass.</summary>
/// <param name="Buffers">With the gates, or the states before them.</param>
/// <param name="Rows">Series.</param>
/// <param name="Steps">Time steps.</param>
internal sealed record FusedTrace<T>(FusedBuffers<T> Buffers, int Rows, int Steps)
    where T : unmanaged, IFloatingPointIeee754<T>;
