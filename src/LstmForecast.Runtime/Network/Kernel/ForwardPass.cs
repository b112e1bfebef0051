namespace LstmForecast.Network;

/// <summary>One LSTM layer over a block of rows, forward through some time steps: what goes in and what comes out.</summary>
internal readonly ref struct ForwardPass<T>
    where T : unmanaged
{
    /// <summary>The layer's weights.</summary>
    public required LayerWeights<T> Weights { get; init; }

    /// <summary>Rows in the block.</summary>
    public required int Rows { get; init; }

    /// <summary>Time steps.</summary>
    public required int Steps { get; init; }

    /// <summary>What goes in, <c>[input]</c> at each row and step.</summary>
    public required Sequence<T> Input { get; init; }

    /// <summary>
    /// Where the hidden states go, <c>[hidden]</c> at each row and step; the default if nobody wants them but in the trace.
    /// </summary>
    public Sequence<T> Output { get; init; }

    /// <summary>The state before the first step; becomes that after the last.</summary>
    public required LayerState<T> State { get; init; }

    /// <summary>Filled for the backward pass; null if there is to be none.</summary>
    public LayerTrace<T>? Trace { get; init; }

    /// <summary>Room for what is needed on the way.</summary>
    public required ForwardScratch<T> Scratch { get; init; }
}
