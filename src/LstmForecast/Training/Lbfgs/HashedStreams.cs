using System.Buffers.Binary;
using System.Security.Cryptography;

namespace LstmForecast.Training;

/// <summary>Writes bytes and little-endian numbers, and at the end the SHA-256 of them all.</summary>
internal sealed class HashedWriter(Stream stream) : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public void Write(ReadOnlySpan<byte> bytes)
    {
        _hash.AppendData(bytes);
        stream.Write(bytes);
    }

    public void Write(ReadOnlySpan<double> numbers)
    {
        Span<byte> block = stackalloc byte[512 * sizeof(double)];
        while (!numbers.IsEmpty)
        {
            int count = Math.Min(numbers.Length, block.Length / sizeof(double));
            for (int i = 0; i < count; i++)
            {
                BinaryPrimitives.WriteDoubleLittleEndian(block[(i * sizeof(double))..], numbers[i]);
            }

            Write(block[..(count * sizeof(double))]);
            numbers = numbers[count..];
        }
    }

    public void WriteHash() => stream.Write(_hash.GetHashAndReset());

    public void Dispose() => _hash.Dispose();
}

/// <summary>Reads what <see cref="HashedWriter"/> has written; a stream that ends early is invalid data.</summary>
internal sealed class HashedReader(Stream stream) : IDisposable
{
    private const int Block = 1 << 16;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public void Read(Span<byte> bytes)
    {
        Fill(bytes);
        _hash.AppendData(bytes);
    }

    public double[] ReadNumbers(int count)
    {
        // Grown while it is read: a damaged count must run out of stream before it runs out of memory.
        double[] numbers = [];
        byte[] block = new byte[Math.Min(count, Block) * sizeof(double)];
        for (int done = 0; done < count;)
        {
            int size = Math.Min(count - done, Block);
            Span<byte> bytes = block.AsSpan(0, size * sizeof(double));
            Read(bytes);
            if (numbers.Length < done + size)
            {
                Array.Resize(ref numbers, (int)Math.Min(count, Math.Max(done + size, 2L * done)));
            }

            for (int i = 0; i < size; i++)
            {
                numbers[done + i] = BinaryPrimitives.ReadDoubleLittleEndian(bytes[(i * sizeof(double))..]);
            }

            done += size;
        }

        return numbers;
    }

    public bool HashFollows()
    {
        Span<byte> expected = stackalloc byte[SHA256.HashSizeInBytes];
        Fill(expected);
        return expected.SequenceEqual(_hash.GetHashAndReset());
    }

    public void Dispose() => _hash.Dispose();

    private void Fill(Span<byte> bytes)
    {
        if (stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
        {
            throw new InvalidDataException("The stream holds no usable L-BFGS state: it ends too early.");
        }
    }
}
