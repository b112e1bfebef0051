using System.Buffers.Binary;
using System.Text.Json;

namespace LstmForecast.ModelFiles;

/// <summary>
/// The safetensors format (huggingface/safetensors): the header's length in 8 bytes, little-endian; a JSON header that
/// gives each tensor its type, shape and place; the tensors, one after the other.
/// </summary>
internal static class Safetensors
{
    /// <summary>No header is longer; the reference implementation has the same bound.</summary>
    private const long MaxHeaderBytes = 100_000_000;

    public sealed record Content(string Metadata, IReadOnlyDictionary<string, double[]> Tensors);

    public static void Write(
        Stream stream,
        string metadataKey,
        string metadata,
        Precision precision,
        IReadOnlyList<(string Name, int[] Shape, double[] Values)> tensors)
    {
        int size = BytesPerValue(precision);
        byte[] header = Header(metadataKey, metadata, precision, tensors);
        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        stream.Write(length);
        stream.Write(header);
        foreach ((_, _, double[] values) in tensors)
        {
            var bytes = new byte[values.Length * size];
            for (int i = 0; i < values.Length; i++)
            {
                Span<byte> to = bytes.AsSpan(i * size, size);
                if (precision == Precision.Float32) BinaryPrimitives.WriteSingleLittleEndian(to, (float)values[i]);
                else BinaryPrimitives.WriteDoubleLittleEndian(to, values[i]);
            }

            stream.Write(bytes);
        }
    }

    public static Content Read(ReadOnlySpan<byte> file, string metadataKey)
    {
        if (file.Length < 8) throw new InvalidDataException("it is too short for a header");
        long headerBytes = BinaryPrimitives.ReadInt64LittleEndian(file);
        if (headerBytes is < 2 or > MaxHeaderBytes || headerBytes > file.Length - 8)
            throw new InvalidDataException($"its header would be {headerBytes} bytes long");
        ReadOnlySpan<byte> data = file[(8 + (int)headerBytes)..];
        using JsonDocument header = JsonDocument.Parse(file.Slice(8, (int)headerBytes).ToArray());
        var tensors = new Dictionary<string, double[]>(StringComparer.Ordinal);
        string? metadata = null;
        foreach (JsonProperty entry in header.RootElement.EnumerateObject())
        {
            if (entry.NameEquals("__metadata__")) metadata = entry.Value.GetProperty(metadataKey).GetString();
            else tensors.Add(entry.Name, ReadTensor(entry, data));
        }

        return new Content(metadata ?? throw new InvalidDataException("it has no metadata"), tensors);
    }

    private static double[] ReadTensor(JsonProperty entry, ReadOnlySpan<byte> data)
    {
        string? type = entry.Value.GetProperty("dtype").GetString();
        Precision precision = type switch
        {
            "F32" => Precision.Float32,
            "F64" => Precision.Float64,
            _ => throw new InvalidDataException($"tensor '{entry.Name}' has the type '{type}', neither F32 nor F64"),
        };
        int size = BytesPerValue(precision);
        JsonElement offsets = entry.Value.GetProperty("data_offsets");
        long from = offsets[0].GetInt64();
        long to = offsets[1].GetInt64();
        if (from < 0 || to < from || to > data.Length || (to - from) % size != 0)
            throw new InvalidDataException($"tensor '{entry.Name}' lies at {from} to {to} of {data.Length} bytes");
        ReadOnlySpan<byte> bytes = data[(int)from..(int)to];
        var values = new double[bytes.Length / size];
        for (int i = 0; i < values.Length; i++)
        {
            ReadOnlySpan<byte> value = bytes.Slice(i * size, size);
            values[i] = precision == Precision.Float32
                ? BinaryPrimitives.ReadSingleLittleEndian(value)
                : BinaryPrimitives.ReadDoubleLittleEndian(value);
        }

        return values;
    }

    private static byte[] Header(
        string metadataKey,
        string metadata,
        Precision precision,
        IReadOnlyList<(string Name, int[] Shape, double[] Values)> tensors)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartObject("__metadata__");
            json.WriteString(metadataKey, metadata);
            json.WriteEndObject();
            long offset = 0;
            foreach ((string name, int[] shape, double[] values) in tensors)
            {
                json.WriteStartObject(name);
                json.WriteString("dtype", precision == Precision.Float32 ? "F32" : "F64");
                json.WriteStartArray("shape");
                foreach (int dimension in shape) json.WriteNumberValue(dimension);
                json.WriteEndArray();
                json.WriteStartArray("data_offsets");
                json.WriteNumberValue(offset);
                json.WriteNumberValue(offset += (long)values.Length * BytesPerValue(precision));
                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        // Aligned to 8 bytes, padded with spaces, as the format recommends.
        while (buffer.Length % 8 != 0) buffer.WriteByte((byte)' ');
        return buffer.ToArray();
    }

    private static int BytesPerValue(Precision precision) => precision == Precision.Float32 ? 4 : 8;
}
