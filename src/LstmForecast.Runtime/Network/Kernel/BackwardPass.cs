namespace LstmForecast.Network;

/// <summary>
/// One LSTM layer over a block of rows, backward through the time steps of a <see cref="ForwardPass{T}"/> that has left
/// a trace.
/// </summary>
internal readonly ref struct BackwardPass<T>
    where T : unmanaged
{
    /// <summary>The layer's weights.</summary>
    public required LayerWeights<T> Weights { get; init; }

    /// <summary>Rows in the block.</summary>
    public required int Rows { get; init; }

    /// <summary>Time steps.</summary>
    public required int Steps { get; init; }

    /// <summary>What the forward pass of as many rows and steps has left; used up.</summary>
    public required LayerTrace<T> Trace { get; init; }

    /// <summary>The derivatives by the outputs, <c>[hidden]</c> at each row and step.</summary>
    public required Sequence<T> OutputGradient { get; init; }

    /// <summary>
    /// Where those by the inputs go; the default if nobody wants them. May lie where those by the outputs do, since a
    /// step's are read before its own are written.
    /// </summary>
    public Sequence<T> InputGradient { get; init; }

    /// <summary>The derivatives by the state after the last step; become those by the state before the first.</summary>
    public required LayerState<T> StateGradient { get; init; }

    /// <summary>Where the derivatives by the weights are added, as <see cref="LayerWeights{T}.Panels"/>.</summary>
    public required AlignedBuffer<T> WeightGradient { get; init; }

    /// <summary>Room for what is needed on the way.</summary>
    public required BackwardScratch<T> Scratch { get; init; }
}
