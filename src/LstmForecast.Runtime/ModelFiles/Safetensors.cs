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

    /// <param name="Metadata">The text under the key asked for; null if there is none.</param>
    /// <param name="Tensors">By their names.</param>
    public sealed record Content(string? Metadata, IReadOnlyDictionary<string, StoredTensor> Tensors);

    public static void Write(
        Stream stream,
        string metadataKey,
        string metadata,
        Precision precision,
        IReadOnlyList<(string Name, int[] Shape, double[] Values)> tensors)
    {
        int size = ElementType.Of(precision).Bytes;
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

    /// <summary>True for what a damaged or hostile file makes of the reading.</summary>
    public static bool IsDamage(Exception problem) =>
        problem is InvalidDataException or JsonException or ArgumentException or KeyNotFoundException
            or InvalidOperationException or FormatException or IndexOutOfRangeException or OverflowException
            or NotSupportedException;

    /// <param name="file">The whole file.</param>
    /// <param name="metadataKey">Which of the metadata to read.</param>
    /// <param name="types">The types that the tensors may have.</param>
    /// <exception cref="Exception">Of a kind that <see cref="IsDamage"/> knows: the file cannot be read.</exception>
    public static Content Read(ReadOnlySpan<byte> file, string metadataKey, IReadOnlyList<ElementType> types)
    {
        if (file.Length < 8) throw new InvalidDataException("it is too short for a header.");
        long headerBytes = BinaryPrimitives.ReadInt64LittleEndian(file);
        if (headerBytes is < 2 or > MaxHeaderBytes || headerBytes > file.Length - 8)
            throw new InvalidDataException($"its header would be {headerBytes} bytes long, in a file of {file.Length}.");
        ReadOnlySpan<byte> data = file[(8 + (int)headerBytes)..];
        using JsonDocument header = JsonDocument.Parse(
            file.Slice(8, (int)headerBytes).ToArray(), new JsonDocumentOptions { AllowDuplicateProperties = false });
        var places = new List<TensorPlace>();
        string? metadata = null;
        foreach (JsonProperty entry in header.RootElement.EnumerateObject())
        {
            if (!entry.NameEquals("__metadata__")) places.Add(Place(entry, types));
            else if (entry.Value.TryGetProperty(metadataKey, out JsonElement text)) metadata = text.GetString();
        }

        // Before anything is read: tensors that share their bytes could make gigabytes of a small file.
        CheckPlaces(places, data.Length);
        var tensors = new Dictionary<string, StoredTensor>(StringComparer.Ordinal);
        foreach (TensorPlace place in places) tensors.Add(place.Name, ReadTensor(place, data));
        return new Content(metadata, tensors);
    }

    private static TensorPlace Place(JsonProperty entry, IReadOnlyList<ElementType> types)
    {
        if (!entry.Value.TryGetProperty("dtype", out JsonElement type)
            || !entry.Value.TryGetProperty("shape", out JsonElement shape)
            || !entry.Value.TryGetProperty("data_offsets", out JsonElement offsets)
            || offsets.GetArrayLength() != 2)
        {
            throw new InvalidDataException($"tensor '{entry.Name}' lacks its dtype, shape or two data_offsets.");
        }

        string name = type.GetString() ?? throw new InvalidDataException($"tensor '{entry.Name}' has no type.");
        ElementType known = types.FirstOrDefault(one => one.Name == name) ?? throw new InvalidDataException(
            $"tensor '{entry.Name}' has the type '{name}', none of "
            + $"{string.Join(", ", types.Select(one => one.Name))}.");
        long[] sizes = [.. shape.EnumerateArray().Select(size => (long)size.GetUInt32())];
        long values = sizes.Aggregate(1L, (product, size) => checked(product * size));
        return new TensorPlace(entry.Name, known, sizes, values, offsets[0].GetInt64(), offsets[1].GetInt64());
    }

    /// <summary>The format's own rule: one tensor after the other, no overlap, no gap, to the last byte.</summary>
    private static void CheckPlaces(List<TensorPlace> places, int dataBytes)
    {
        long end = 0;
        foreach (TensorPlace place in places.OrderBy(place => place.From).ThenBy(place => place.To))
        {
            if (place.From != end || place.To < place.From || place.To > dataBytes
                || place.Values > dataBytes
                || place.To - place.From != place.Values * place.Type.Bytes)
            {
                throw new InvalidDataException(
                    $"tensor '{place.Name}' of {place.Values} {place.Type.Name} values lies at bytes {place.From} to "
                    + $"{place.To} of {dataBytes}; the next free one is {end}.");
            }

            end = place.To;
        }

        if (end != dataBytes) throw new InvalidDataException($"its tensors end at byte {end} of {dataBytes}.");
    }

    private static StoredTensor ReadTensor(TensorPlace place, ReadOnlySpan<byte> data)
    {
        if (place.Type.Read is not { } read) return new StoredTensor(place.Type, place.Shape, []);
        int size = place.Type.Bytes;
        ReadOnlySpan<byte> bytes = data[(int)place.From..(int)place.To];
        var values = new double[place.Values];
        for (int i = 0; i < values.Length; i++)
            values[i] = read(bytes.Slice(i * size, size));
        return new StoredTensor(place.Type, place.Shape, values);
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
        return buffer.ToArray();
    }

    private readonly record struct TensorPlace(
        string Name, ElementType Type, long[] Shape, long Values, long From, long To);
}
