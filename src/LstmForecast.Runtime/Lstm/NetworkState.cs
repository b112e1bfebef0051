using System.Numerics;

namespace LstmForecast.Lstm;

/// <summary>What a network remembers of some series, and the room it works in: nothing is allocated per step.</summary>
internal abstract class NetworkState
{
    public abstract int Rows { get; }

    /// <summary>Numbers that one row's state is made of.</summary>
    public abstract int RowSize { get; }

    /// <summary>Back to zero, as before the first step of a series.</summary>
    public abstract void ClearRow(int row);

    /// <summary>Copies what is remembered of one series; exact in either precision.</summary>
    public abstract void SaveRow(int row, Span<double> to);

    /// <summary>The inverse of <see cref="SaveRow"/>, into any row of a state of the same network.</summary>
    public abstract void LoadRow(int row, ReadOnlySpan<double> from);

    /// <summary>Takes over what another state of the same network and number of rows remembers. Allocates nothing.</summary>
    public abstract void CopyFrom(NetworkState other);
}

/// <inheritdoc cref="NetworkState"/>
internal sealed class NetworkState<T>(NetworkShape shape, LayerSize[] layers, int rows) : NetworkState
    where T : unmanaged, INumberBase<T>
{
    public override int Rows => rows;

    public override int RowSize { get; } = shape.HiddenSizes.Sum(hidden => 2 * hidden);

    /// <summary><c>[rows, input of the first layer]</c>.</summary>
    public AlignedBuffer<T> Input { get; } = new(rows * shape.LayerInput(0));

    public LayerMemory<T>[] Layers { get; } = [.. layers.Select(size => new LayerMemory<T>(size, rows))];

    /// <summary>Outputs of the linear layers, <c>[rows, width]</c> each.</summary>
    public AlignedBuffer<T>[] Head { get; } = [.. shape.LinearSizes().Select(size => new AlignedBuffer<T>(rows * size.Out))];

    public override void ClearRow(int row)
    {
        for (int i = 0; i < 2 * layers.Length; i++)
        {
            int units = layers[i / 2].Units;
            Remembered(i).Span.Slice(row * units, units).Clear();
        }
    }

    public override void SaveRow(int row, Span<double> to)
    {
        for (int k = 0; k < 2 * layers.Length; k++)
        {
            LayerSize size = layers[k / 2];
            ReadOnlySpan<T> own = Remembered(k).Span.Slice(row * size.Units, size.Hidden);
            for (int i = 0; i < own.Length; i++) to[i] = double.CreateTruncating(own[i]);
            to = to[own.Length..];
        }
    }

    public override void LoadRow(int row, ReadOnlySpan<double> from)
    {
        for (int k = 0; k < 2 * layers.Length; k++)
        {
            LayerSize size = layers[k / 2];
            Span<T> own = Remembered(k).Span.Slice(row * size.Units, size.Hidden);
            for (int i = 0; i < own.Length; i++) own[i] = T.CreateTruncating(from[i]);
            from = from[own.Length..];
        }
    }

    public override void CopyFrom(NetworkState other)
    {
        var its = (NetworkState<T>)other;
        for (int i = 0; i < 2 * layers.Length; i++) its.Remembered(i).Span.CopyTo(Remembered(i).Span);
    }

    // Hidden and cell state of the first layer, of the second, and so on.
    private AlignedBuffer<T> Remembered(int index)
    {
        LayerState<T> state = Layers[index / 2].State;
        return index % 2 == 0 ? state.Hidden : state.Cell;
    }
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
