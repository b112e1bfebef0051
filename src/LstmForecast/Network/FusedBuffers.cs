using LstmForecast.Lstm;

namespace LstmForecast.Network;

/// <summary>Room for a forward and backward pass over up to so many rows and steps; used again and again.</summary>
internal sealed class FusedBuffers<T>(LayerSize size, int rows, int steps) : IDisposable
    where T : unmanaged
{
    public int Rows => rows;

    public int Steps => steps;

    public LayerWeights<T> Weights { get; } = new(size);

    /// <summary>Derivatives by the weights, <c>[gates, weight row]</c>.</summary>
    public AlignedBuffer<T> WeightGradient { get; } = new(size.Gates * size.WeightRow);

    /// <summary>The state on the way forward, and its derivatives on the way back.</summary>
    public LayerState<T> State { get; } = new(size, rows);

    /// <summary>The state before the first step.</summary>
    public LayerState<T> Zero { get; } = new(size, rows);

    public LayerTrace<T> Trace { get; } = new(size, rows, steps);

    /// <summary>The hidden states that come out, <c>[rows, steps, hidden]</c>.</summary>
    public ReusedTensor Output { get; } = new();

    /// <summary>Derivatives by what went in, <c>[rows, steps, input]</c>.</summary>
    public ReusedTensor InputGradient { get; } = new();

    public ForwardScratch<T> Forward { get; } = new(size, rows);

    public BackwardScratch<T> Backward { get; } = new(size, rows);

    public void Dispose()
    {
        Output.Dispose();
        InputGradient.Dispose();
    }
}
