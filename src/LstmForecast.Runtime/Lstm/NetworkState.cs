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
        foreach ((AlignedBuffer<T> numbers, LayerSize size) in Remembered()) numbers.Span.Slice(row * size.Units, size.Units).Clear();
    }

    public override void SaveRow(int row, Span<double> to)
    {
        foreach ((AlignedBuffer<T> numbers, LayerSize size) in Remembered())
        {
            ReadOnlySpan<T> own = numbers.Span.Slice(row * size.Units, size.Hidden);
            for (int i = 0; i < own.Length; i++) to[i] = double.CreateTruncating(own[i]);
            to = to[own.Length..];
        }
    }

    public override void LoadRow(int row, ReadOnlySpan<double> from)
    {
        foreach ((AlignedBuffer<T> numbers, LayerSize size) in Remembered())
        {
            Span<T> own = numbers.Span.Slice(row * size.Units, size.Hidden);
            for (int i = 0; i < own.Length; i++) own[i] = T.CreateTruncating(from[i]);
            from = from[own.Length..];
        }
    }

    private IEnumerable<(AlignedBuffer<T> Numbers, LayerSize Size)> Remembered() =>
        Layers.SelectMany((layer, index) => new[] { (layer.State.Hidden, layers[index]), (layer.State.Cell, layers[index]) });
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
