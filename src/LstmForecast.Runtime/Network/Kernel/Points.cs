namespace LstmForecast.Network;

/// <summary>
/// Points one after the other in somebody's memory: the numbers of point p begin at <c>Start + p Stride</c>. The stride
/// counts numbers; linear layers of the kernel need room for whole vectors in it.
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

    /// <summary>The same points from one on.</summary>
    public Points<T> From(int point) => new(start + point * stride, stride);

    /// <summary>The first numbers of a point.</summary>
    public Span<T> At(int point, int count) => new(start + point * stride, count);
}
