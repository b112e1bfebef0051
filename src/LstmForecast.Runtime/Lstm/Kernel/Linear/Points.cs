namespace LstmForecast.Lstm;

/// <summary>
/// Points one after the other in somebody's memory: the numbers of point p begin at <c>Start + p Stride</c>. The stride
/// counts numbers, and is at least their number filled up to whole vectors.
/// </summary>
internal readonly unsafe struct Points<T>(T* start, nint stride)
    where T : unmanaged
{
    /// <summary>All of a buffer; to be used only while it is referenced.</summary>
    public Points(AlignedBuffer<T> buffer, nint stride)
        : this(buffer.Pointer, stride)
    {
    }

    public T* Start => start;

    public nint Stride => stride;
}
