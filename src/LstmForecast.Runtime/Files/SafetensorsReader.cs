using System.Buffers.Binary;
using System.Text.Json;
using LstmForecast.Numerics;

namespace LstmForecast.Files;

/// <summary>
/// A safetensors file that is read in two steps: the header, which is checked by itself and against the length of the
/// file, and then, if the caller likes what it says, the data. No memory is taken for what is not there.
/// </summary>
internal sealed class SafetensorsReader
{
    private const string MetadataName = "__metadata__";

    /// <summary>No header is longer; the reference implementation has the same bound.</summary>
    private const long MaxHeaderBytes = 100_000_000;

    /// <summary>What is taken for a stream that does not tell its length, before it has shown that it has more.</summary>
    private const int FirstBlock = 1 << 16;

    /// <summary>Numbers that are read and hashed together.</summary>
    private const int NumbersAtOnce = 1 << 13;

    private readonly Stream _stream;
    private readonly SafetensorsLimits _limits;
    private readonly bool _knowsLength;
    private readonly byte[] _header;
    private readonly long _dataBytes;

    /// <summary>Reads the header.</summary>
    /// <param name="stream">The file begins here.</param>
    /// <param name="metadataKeys">Which of the metadata to read.</param>
    /// <param name="limits">What it may hold.</param>
    /// <exception cref="Exception">
    /// Of a kind that <see cref="Safetensors.IsDamage"/> knows: the file cannot be read.
    /// </exception>
    public SafetensorsReader(Stream stream, IReadOnlyList<string> metadataKeys, SafetensorsLimits limits)
    {
        _stream = stream;
        _limits = limits;
        _knowsLength = stream.CanSeek;
        long? length = _knowsLength ? stream.Length - stream.Position : null;
        byte[] prefix = Take(Math.Min(sizeof(long), length ?? sizeof(long)));
        if (prefix.Length < sizeof(long)) throw new InvalidDataException("it is too short for a header.");
        long headerBytes = BinaryPrimitives.ReadInt64LittleEndian(prefix);
        if (headerBytes is < 2 or > MaxHeaderBytes || headerBytes > length - sizeof(long))
        {
            throw new InvalidDataException(ForeignFormat.Of(prefix)
                ?? $"its header would be {headerBytes} bytes long{(length is null ? "" : $", in a file of {length}")}.");
        }

        byte[] json = Take(headerBytes);
        if (json.Length < headerBytes) throw new InvalidDataException("it ends within its header.");
        _header = [.. prefix, .. json];
        using JsonDocument header = UniqueJson.ParseHeader(json);
        Metadata = TextsOf(header.RootElement, metadataKeys);
        limits.CheckMetadata?.Invoke(Metadata);
        IEnumerable<TensorPlace> places = header.RootElement.EnumerateObject()
            .Where(entry => !entry.NameEquals(MetadataName)).Select(entry => TensorPlace.Of(entry, limits.Types));
        Places = [.. places.OrderBy(place => place.From).ThenBy(place => place.To)];
        _dataBytes = CheckPlaces(length - _header.Length);
    }

    /// <summary>The texts under the keys asked for, those that there are.</summary>
    public IReadOnlyDictionary<string, string?> Metadata { get; }

    /// <summary>What the header says of each tensor, in the order of their data: no overlap, no gap.</summary>
    public IReadOnlyList<TensorPlace> Places { get; }

    /// <summary>Reads the tensors.</summary>
    /// <param name="checksumKey">The key of the checksum; null for a file without.</param>
    public IReadOnlyDictionary<string, StoredTensor> ReadTensors(string? checksumKey)
    {
        if (_dataBytes > _limits.MaxDataBytes)
            throw new InvalidDataException($"its tensors are {_dataBytes} bytes; no more than {_limits.MaxDataBytes} can be read.");
        if (Places.FirstOrDefault(place => Math.Max(place.Values, 1) > Array.MaxLength) is { Name: not null } large)
            throw new InvalidDataException($"tensor '{large.Name}' has {large.Values} values; no more than {Array.MaxLength} can be read.");
        string? stated = checksumKey is null ? null : Metadata.GetValueOrDefault(checksumKey);
        Sha256? hash = checksumKey is null ? null : FileChecksum.Begin(_header, stated);
        var tensors = new Dictionary<string, StoredTensor>(StringComparer.Ordinal);
        foreach (TensorPlace place in Places) tensors.Add(place.Name, Read(place, hash));
        if (_limits.ToEnd && _stream.ReadByte() >= 0)
            throw new InvalidDataException($"its tensors end at byte {_dataBytes}, and it does not.");
        if (hash is not null) FileChecksum.End(hash, stated);
        return tensors;
    }

    private static Dictionary<string, string?> TextsOf(JsonElement header, IReadOnlyList<string> keys)
    {
        var texts = new Dictionary<string, string?>();
        if (!header.TryGetProperty(MetadataName, out JsonElement metadata)) return texts;
        foreach (string key in keys)
        {
            if (metadata.TryGetProperty(key, out JsonElement text)) texts[key] = text.GetString();
        }

        return texts;
    }

    private StoredTensor Read(TensorPlace place, Sha256? hash)
    {
        if (place.Type.Read is not { } read)
        {
            byte[] bytes = Take(place.To - place.From);
            CheckEnd(place.From + bytes.Length, place.To);
            hash?.Append(bytes);
            return new StoredTensor(place.Type, place.Shape, [], bytes);
        }

        int size = place.Type.Bytes;
        var values = new double[_knowsLength ? place.Values : Math.Min(place.Values, FirstBlock)];
        var block = new byte[Math.Min(place.Values, NumbersAtOnce) * size];
        for (long done = 0; done < place.Values; done += NumbersAtOnce)
        {
            int count = (int)Math.Min(NumbersAtOnce, place.Values - done);
            int bytes = _stream.ReadAtLeast(block.AsSpan(0, count * size), count * size, throwOnEndOfStream: false);
            CheckEnd(place.From + done * size + bytes, place.From + (done + count) * size);
            hash?.Append(block.AsSpan(0, bytes));
            if (values.Length < done + count) Array.Resize(ref values, (int)Math.Min(place.Values, 2L * values.Length));
            for (int i = 0; i < count; i++) values[done + i] = read(block.AsSpan(i * size, size));
        }

        return new StoredTensor(place.Type, place.Shape, values, []);
    }

    private void CheckEnd(long at, long needed)
    {
        if (at < needed) throw new InvalidDataException($"it ends at byte {at} of its {_dataBytes} bytes of tensors.");
    }

    /// <summary>
    /// The format's own rule: one tensor after the other, no overlap, no gap, to the last byte. Before anything is read:
    /// tensors that share their bytes could make gigabytes of a small file.
    /// </summary>
    private long CheckPlaces(long? dataBytes)
    {
        long end = 0;
        foreach (TensorPlace place in Places)
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

        if (_limits.ToEnd && end != (dataBytes ?? end)) throw new InvalidDataException($"its tensors end at byte {end} of {dataBytes}.");
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
