namespace LstmForecast.Lstm;

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
        Hidden.Span.CopyTo(copy.Hidden.Span);
        Cell.Span.CopyTo(copy.Cell.Span);
        return copy;
    }
}
