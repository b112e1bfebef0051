namespace LstmForecast.Network;

/// <summary>
/// Where a block of rows lies in somebody's memory: the numbers of row r at step t begin at
/// <c>Start[r RowStride + t StepStride]</c> and follow each other. Strides count numbers, not bytes.
/// </summary>
internal readonly unsafe struct Sequence<T>(T* start, nint rowStride, nint stepStride)
    where T : unmanaged
{
    public bool IsNull => start == null;

    public nint StepStride => stepStride;

    /// <summary>The same rows from a step on.</summary>
    public Sequence<T> From(int step) => new(start + step * stepStride, rowStride, stepStride);

    public T* At(int row, int step) => start + row * rowStride + step * stepStride;
}
