namespace LstmForecast.Lstm;

/// <summary>What a network remembers of some series, and the room it works in: nothing is allocated per step.</summary>
internal abstract class NetworkState;

/// <inheritdoc cref="NetworkState"/>
internal sealed class NetworkState<T>(NetworkShape shape, LayerSize[] layers, int rows) : NetworkState
    where T : unmanaged
{
    public int Rows => rows;

    /// <summary><c>[rows, input size]</c>.</summary>
    public AlignedBuffer<T> Input { get; } = new(rows * shape.InputSize);

    public LayerMemory<T>[] Layers { get; } = [.. layers.Select(size => new LayerMemory<T>(size, rows))];

    /// <summary>Outputs of the linear layers, <c>[rows, width]</c> each.</summary>
    public AlignedBuffer<T>[] Head { get; } = [.. shape.LinearSizes().Select(size => new AlignedBuffer<T>(rows * size.Out))];
}

/// <summary>What belongs to one LSTM layer.</summary>
internal sealed class LayerMemory<T>(LayerSize size, int rows)
    where T : unmanaged
{
    /// <summary>Zero at the start of a series, as in the article.</summary>
    public LayerState<T> State { get; } = new(size, rows);

    /// <summary>What goes on to the next layer, <c>[rows, hidden]</c>.</summary>
    public AlignedBuffer<T> Output { get; } = new(rows * size.Hidden);

    public ForwardScratch<T> Scratch { get; } = new(size, rows);
}
