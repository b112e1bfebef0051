using System.Buffers.Binary;
using System.Text.Json;
using LstmForecast.Hashing;

namespace LstmForecast.ModelFiles;

/// <summary>
/// The safetensors format (huggingface/safetensors): the header's length in 8 bytes, little-endian; a JSON header that
/// gives each tensor its type, shape and place; the tensors, one after the other.
/// </summary>
internal static class Safetensors
{
    private const int NumbersAtOnce = 1 << 13;

    /// <param name="stream">Where to; it stays open.</param>
    /// <param name="metadataKey">The name of the one metadata entry beside the checksum.</param>
    /// <param name="metadata">Its text.</param>
    /// <param name="precision">The type of all tensors.</param>
    /// <param name="tensors">In the order in which they are written.</param>
    /// <param name="hasChecksum">Whether the file gets the checksum of a model file.</param>
    public static void Write(
        Stream stream,
        string metadataKey,
        string metadata,
        Precision precision,
        IReadOnlyList<(string Name, int[] Shape, double[] Values)> tensors,
        bool hasChecksum)
    {
        byte[] header = Header(metadataKey, metadata, precision, tensors, hasChecksum);
        if (hasChecksum)
        {
            var hash = new Sha256();
            hash.Append(header);
            WriteData(hash.Append, precision, tensors);
            FileChecksum.Fill(header, hash.Finish());
        }

        stream.Write(header);
        WriteData(stream.Write, precision, tensors);
    }

    /// <summary>True for what a damaged or hostile file makes of the reading.</summary>
    public static bool IsDamage(Exception problem) =>
        problem is InvalidDataException or JsonException or ArgumentException or KeyNotFoundException
            or InvalidOperationException or FormatException or IndexOutOfRangeException or OverflowException
            or NotSupportedException;

    private static void WriteData(
        WriteBytes write, Precision precision, IReadOnlyList<(string Name, int[] Shape, double[] Values)> tensors)
    {
        int size = ElementType.Of(precision).Bytes;
        var bytes = new byte[NumbersAtOnce * size];
        foreach (double[] some in tensors.SelectMany(tensor => tensor.Values.Chunk(NumbersAtOnce)))
        {
            for (int i = 0; i < some.Length; i++)
            {
                Span<byte> to = bytes.AsSpan(i * size, size);
                if (precision == Precision.Float32) BinaryPrimitives.WriteSingleLittleEndian(to, (float)some[i]);
                else BinaryPrimitives.WriteDoubleLittleEndian(to, some[i]);
            }

            write(bytes.AsSpan(0, some.Length * size));
        }
    }

    /// <summary>With its length in front.</summary>
    private static byte[] Header(
        string metadataKey,
        string metadata,
        Precision precision,
        IReadOnlyList<(string Name, int[] Shape, double[] Values)> tensors,
        bool hasChecksum)
    {
        using var buffer = new MemoryStream();
        buffer.Write(new byte[sizeof(long)]);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartObject("__metadata__");
            if (hasChecksum) json.WriteString(FileChecksum.Key, FileChecksum.Blank);
            json.WriteString(metadataKey, metadata);
            json.WriteEndObject();
            long offset = 0;
            foreach ((string name, int[] shape, double[] values) in tensors)
            {
                json.WriteStartObject(name);
                json.WriteString("dtype", ElementType.Of(precision).Name);
                json.WriteStartArray("shape");
                foreach (int dimension in shape) json.WriteNumberValue(dimension);
                json.WriteEndArray();
                json.WriteStartArray("data_offsets");
                json.WriteNumberValue(offset);
                json.WriteNumberValue(offset += (long)values.Length * ElementType.Of(precision).Bytes);
                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        // Aligned to 8 bytes, padded with spaces, as the format recommends.
        while (buffer.Length % 8 != 0) buffer.WriteByte((byte)' ');
        byte[] bytes = buffer.ToArray();
        BinaryPrimitives.WriteInt64LittleEndian(bytes, bytes.Length - sizeof(long));
        return bytes;
    }

    private delegate void WriteBytes(ReadOnlySpan<byte> bytes);
}
