using System.Buffers.Binary;
using System.Text.Json;

namespace LstmForecast.ModelFiles;

/// <summary>
/// A safetensors file that is read in two steps: the header, which is checked by itself and against the length of the
/// file, and then, if the caller likes what it says, the data. No memory is taken for what is not there.
/// </summary>
internal sealed class SafetensorsReader
{
    /// <summary>No header is longer; the reference implementation has the same bound.</summary>
    private const long MaxHeaderBytes = 100_000_000;

    /// <summary>What is taken for a stream that does not tell its length, before it has shown that it has more.</summary>
    private const int FirstBlock = 1 << 16;

    private readonly Stream _stream;
    private readonly bool _knowsLength;
    private readonly byte[] _header;
    private readonly long _dataBytes;

    /// <summary>Reads the header.</summary>
    /// <param name="stream">The file, from here to its end.</param>
    /// <param name="metadataKeys">Which of the metadata to read.</param>
    /// <param name="types">The types that the tensors may have.</param>
    /// <exception cref="Exception">
    /// Of a kind that <see cref="Safetensors.IsDamage"/> knows: the file cannot be read.
    /// </exception>
    public SafetensorsReader(Stream stream, IReadOnlyList<string> metadataKeys, IReadOnlyList<ElementType> types)
    {
        _stream = stream;
        _knowsLength = stream.CanSeek;
        long? length = _knowsLength ? stream.Length - stream.Position : null;
        byte[] prefix = Take(Math.Min(sizeof(long), length ?? sizeof(long)));
        if (prefix.Length < sizeof(long)) throw new InvalidDataException("it is too short for a header.");
        long headerBytes = BinaryPrimitives.ReadInt64LittleEndian(prefix);
        if (headerBytes is < 2 or > MaxHeaderBytes || headerBytes > length - sizeof(long))
        {
            throw new InvalidDataException(
                $"its header would be {headerBytes} bytes long{(length is null ? "" : $", in a file of {length}")}.");
        }

        byte[] json = Take(headerBytes);
        if (json.Length < headerBytes) throw new InvalidDataException("it ends within its header.");
        _header = [.. prefix, .. json];
        using JsonDocument header = UniqueJson.Parse(json);
        var places = new List<TensorPlace>();
        var metadata = new Dictionary<string, string?>();
        foreach (JsonProperty entry in header.RootElement.EnumerateObject())
        {
            if (!entry.NameEquals("__metadata__"))
            {
                places.Add(TensorPlace.Of(entry, types));
                continue;
            }

            foreach (string key in metadataKeys)
            {
                if (entry.Value.TryGetProperty(key, out JsonElement text)) metadata[key] = text.GetString();
            }
        }

        _dataBytes = CheckPlaces(places, length - _header.Length);
        Places = places;
        Metadata = metadata;
    }

    /// <summary>The texts under the keys asked for, those that there are.</summary>
    public IReadOnlyDictionary<string, string?> Metadata { get; }

    /// <summary>What the header says of each tensor: no overlap, no gap.</summary>
    public IReadOnlyList<TensorPlace> Places { get; }

    /// <summary>Reads the rest, which must be as long as the header says.</summary>
    /// <param name="checksumKey">The key of the checksum; null for a file without.</param>
    public IReadOnlyDictionary<string, StoredTensor> ReadTensors(string? checksumKey)
    {
        if (_dataBytes > Array.MaxLength)
            throw new InvalidDataException($"its tensors are {_dataBytes} bytes; no more than {Array.MaxLength} can be read.");
        byte[] data = Take(_dataBytes);
        if (data.Length < _dataBytes)
            throw new InvalidDataException($"it ends at byte {data.Length} of its {_dataBytes} bytes of tensors.");
        if (_stream.ReadByte() >= 0) throw new InvalidDataException($"its tensors end at byte {_dataBytes}, and it does not.");
        if (checksumKey is not null) FileChecksum.Check(_header, data, Metadata.GetValueOrDefault(checksumKey));
        var tensors = new Dictionary<string, StoredTensor>(StringComparer.Ordinal);
        foreach (TensorPlace place in Places) tensors.Add(place.Name, place.Read(data));
        return tensors;
    }

    /// <summary>
    /// The format's own rule: one tensor after the other, no overlap, no gap, to the last byte. Before anything is read:
    /// tensors that share their bytes could make gigabytes of a small file.
    /// </summary>
    private static long CheckPlaces(List<TensorPlace> places, long? dataBytes)
    {
        long end = 0;
        foreach (TensorPlace place in places.OrderBy(place => place.From).ThenBy(place => place.To))
        {
            if (place.From != end || place.To < place.From || place.To > dataBytes
                || place.To - place.From != checked(place.Values * place.Type.Bytes))
            {
                throw new InvalidDataException(
                    $"tensor '{place.Name}' of {place.Values} {place.Type.Name} values lies at bytes {place.From} to "
                    + $"{place.To}{(dataBytes is null ? "" : $" of {dataBytes}")}; the next free one is {end}.");
            }

            end = place.To;
        }

        if (end != (dataBytes ?? end)) throw new InvalidDataException($"its tensors end at byte {end} of {dataBytes}.");
        return end;
    }

    /// <summary>So many bytes, or those up to the end of the stream if it has fewer.</summary>
    private byte[] Take(long count)
    {
        var bytes = new byte[_knowsLength ? count : Math.Min(count, FirstBlock)];
        int read = _stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        while (read == bytes.Length && read < count)
        {
            Array.Resize(ref bytes, (int)Math.Min(count, 2L * read));
            read += _stream.ReadAtLeast(bytes.AsSpan(read), bytes.Length - read, throwOnEndOfStream: false);
        }

        return read == bytes.Length ? bytes : bytes[..read];
    }
}
