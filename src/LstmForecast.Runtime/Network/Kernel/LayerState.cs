namespace LstmForecast.Network;

/// <summary>Hidden and cell state of a block of rows of one layer, <c>[rows, units]</c>; zero at first.</summary>
internal sealed class LayerState<T>(LayerSize size, int rows)
    where T : unmanaged
{
    public AlignedBuffer<T> Hidden { get; } = new(rows * size.Units);

    public AlignedBuffer<T> Cell { get; } = new(rows * size.Units);

    /// <summary>Back to zero, as before the first step of a series.</summary>
    public void Clear()
    {
        Hidden.Span.Clear();
        Cell.Span.Clear();
    }

    public LayerState<T> Copy()
    {
        var copy = new LayerState<T>(size, rows);
        CopyTo(copy);
        return copy;
    }

    /// <summary>Replaces a state of as many rows.</summary>
    public void CopyTo(LayerState<T> other)
    {
        Hidden.Span.CopyTo(other.Hidden.Span);
        Cell.Span.CopyTo(other.Cell.Span);
    }
}
