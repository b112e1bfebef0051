namespace LstmForecast.Lstm;

/// <summary>Hidden and cell state of a block of rows of one layer, <c>[rows, units]</c>; zero at first.</summary>
internal sealed class LayerState<T>(LayerSize size, int rows)
    where T : unmanaged
{
    public AlignedBuffer<T> Hidden { get; } = new(rows * size.Units);

    public AlignedBuffer<T> Cell { get; } = new(rows * size.Units);
}
