namespace LstmForecast.Network;

/// <summary>
/// Numbers on the boundary of a cache line, at an address that stays. The garbage collector owns them: nothing can be
/// freed too early or never. Use <see cref="Pointer"/> only while the buffer is referenced.
/// </summary>
internal sealed unsafe class AlignedBuffer<T>
    where T : unmanaged
{
    private const int Alignment = 64;

    private readonly T[] _numbers;
    private readonly int _offset;

    public AlignedBuffer(long length)
    {
        if (length > Array.MaxLength - Alignment)
        {
            throw new ArgumentOutOfRangeException(
                nameof(length),
                length,
                $"{length} numbers are more than one array can hold; lower MemoryMegabytes, or train on shorter or fewer series.");
        }

        Length = (int)length;
        _numbers = GC.AllocateArray<T>(Length + Alignment / sizeof(T), pinned: true);
        fixed (T* start = _numbers)
        {
            nint beyond = (nint)start % Alignment;
            _offset = beyond == 0 ? 0 : (int)(Alignment - beyond) / sizeof(T);
            Pointer = start + _offset;
        }
    }

    public int Length { get; }

    public T* Pointer { get; }

    public Span<T> Span => _numbers.AsSpan(_offset, Length);
}
