using System.Numerics;

namespace LstmForecast.Network;

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

    public override int RowSize { get; } = shape.StateSize();

    /// <summary><c>[rows, input of the first layer]</c>.</summary>
    public AlignedBuffer<T> Input { get; } = new(rows * shape.LayerInput(0));

    /// <summary>Zero at the start of a series.</summary>
    public SteppedState<T>[] Layers { get; } = [.. layers.Select(size => new SteppedState<T>(size, rows))];

    /// <summary>What goes on from each layer to the next where that is normalised, <c>[rows, hidden]</c>.</summary>
    public AlignedBuffer<T>[] Normalized { get; } =
        [.. layers.Select(size => new AlignedBuffer<T>(shape.Normalization == Normalization.None ? 0 : rows * size.Hidden))];

    /// <summary>Outputs of the linear layers, <c>[rows, width]</c> each.</summary>
    public AlignedBuffer<T>[] Head { get; } = [.. shape.LinearSizes().Select(size => new AlignedBuffer<T>(rows * size.Out))];

    public override void ClearRow(int row)
    {
        for (int i = 0; i < 2 * Layers.Length; i++) Remembered(i, row).Clear();
    }

    public override void SaveRow(int row, Span<double> to)
    {
        for (int i = 0; i < 2 * Layers.Length; i++)
        {
            foreach (T number in Remembered(i, row)[..layers[i / 2].Hidden])
            {
                to[0] = double.CreateTruncating(number);
                to = to[1..];
            }
        }
    }

    public override void LoadRow(int row, ReadOnlySpan<double> from)
    {
        for (int i = 0; i < 2 * Layers.Length; i++)
        {
            Span<T> own = Remembered(i, row);
            int hidden = layers[i / 2].Hidden;
            for (int unit = 0; unit < hidden; unit++) own[unit] = T.CreateTruncating(from[unit]);
            // What is not a number in a unit gets into what fills them up as well.
            own[hidden..].Clear();
            from = from[hidden..];
        }
    }

    public override void CopyFrom(NetworkState other)
    {
        var its = (NetworkState<T>)other;
        for (int i = 0; i < 2 * Layers.Length; i++)
        {
            for (int row = 0; row < Rows; row++) its.Remembered(i, row).CopyTo(Remembered(i, row));
        }
    }

    // Hidden and cell state of the first layer, of the second, and so on.
    private Span<T> Remembered(int index, int row) =>
        index % 2 == 0 ? Layers[index / 2].HiddenOf(row) : Layers[index / 2].CellOf(row);
}
