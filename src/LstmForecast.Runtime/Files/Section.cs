using System.Buffers.Binary;

namespace LstmForecast.Files;

/// <summary>Takes bytes, one run after the other.</summary>
internal delegate void WriteBytes(ReadOnlySpan<byte> bytes);

/// <summary>A tensor to be written: numbers of 32 or 64 bits, or bytes.</summary>
internal sealed class Section
{
    private const int NumbersAtOnce = 1 << 13;

    private readonly double[] _numbers = [];
    private readonly byte[] _bytes = [];

    private Section(string name, ElementType type, int[] shape)
    {
        Name = name;
        Type = type;
        Shape = shape;
    }

    /// <summary>Numbers of a shape.</summary>
    public Section(string name, Precision precision, int[] shape, double[] numbers)
        : this(name, ElementType.Of(precision), shape) => _numbers = numbers;

    /// <summary>Numbers of 64 bits, one after the other.</summary>
    public Section(string name, double[] numbers)
        : this(name, Precision.Float64, [numbers.Length], numbers)
    {
    }

    public Section(string name, byte[] bytes)
        : this(name, ElementType.UInt8, [bytes.Length]) => _bytes = bytes;

    public string Name { get; }

    public ElementType Type { get; }

    public int[] Shape { get; }

    /// <summary>How many bytes it takes.</summary>
    public long Size => _bytes.Length + (long)_numbers.Length * Type.Bytes;

    public void Write(WriteBytes write)
    {
        if (_bytes.Length > 0) write(_bytes);
        int size = Type.Bytes;
        var block = new byte[Math.Min(_numbers.Length, NumbersAtOnce) * size];
        for (int done = 0; done < _numbers.Length; done += NumbersAtOnce)
        {
            ReadOnlySpan<double> some = _numbers.AsSpan(done, Math.Min(NumbersAtOnce, _numbers.Length - done));
            for (int i = 0; i < some.Length; i++)
            {
                Span<byte> to = block.AsSpan(i * size, size);
                if (Type == ElementType.Float32) BinaryPrimitives.WriteSingleLittleEndian(to, (float)some[i]);
                else BinaryPrimitives.WriteDoubleLittleEndian(to, some[i]);
            }

            write(block.AsSpan(0, some.Length * size));
        }
    }
}
