using System.Buffers.Binary;
using System.Text.Json;
using LstmForecast.Numerics;

namespace LstmForecast.Files;

/// <summary>
/// The safetensors format (huggingface/safetensors): the header's length in 8 bytes, little-endian; a JSON header that
/// gives each tensor its type, shape and place; the tensors, one after the other.
/// </summary>
internal static class Safetensors
{
    /// <param name="stream">Where to; it stays open.</param>
    /// <param name="metadataKey">The name of the one metadata entry beside the checksum.</param>
    /// <param name="metadata">Its text.</param>
    /// <param name="sections">The tensors, in the order in which they are written.</param>
    /// <param name="hasChecksum">Whether the file gets the checksum of a file of this library.</param>
    public static void Write(
        Stream stream, string metadataKey, string metadata, IReadOnlyList<Section> sections, bool hasChecksum)
    {
        byte[] header = Header(metadataKey, metadata, sections, hasChecksum);
        if (hasChecksum)
        {
            var hash = new Sha256();
            hash.Append(header);
            foreach (Section section in sections) section.Write(hash.Append);
            FileChecksum.Fill(header, hash.Finish());
        }

        stream.Write(header);
        foreach (Section section in sections) section.Write(stream.Write);
    }

    /// <summary>True for what a damaged or hostile file makes of the reading: it may state any size.</summary>
    public static bool IsDamage(Exception problem) =>
        problem is InvalidDataException or JsonException or ArgumentException or KeyNotFoundException
            or InvalidOperationException or FormatException or IndexOutOfRangeException or OverflowException
            or NotSupportedException or EndOfStreamException or OutOfMemoryException;

    /// <summary>With its length in front.</summary>
    private static byte[] Header(
        string metadataKey, string metadata, IReadOnlyList<Section> sections, bool hasChecksum)
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
            foreach (Section section in sections)
            {
                json.WriteStartObject(section.Name);
                json.WriteString("dtype", section.Type.Name);
                json.WriteStartArray("shape");
                foreach (int dimension in section.Shape) json.WriteNumberValue(dimension);
                json.WriteEndArray();
                json.WriteStartArray("data_offsets");
                json.WriteNumberValue(offset);
                json.WriteNumberValue(offset += section.Size);
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
}
