using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace LstmForecast.Files;

/// <summary>
/// A file of this library, read in three steps, each checked before the next: what it says of itself, which sections it has,
/// what is in them. Throws what <see cref="Container.Read{T}"/> turns into one kind of exception.
/// </summary>
internal sealed class ContainerReader
{
    private readonly ContainerKind _kind;
    private readonly SafetensorsReader _file;

    /// <summary>Reads the header.</summary>
    public ContainerReader(Stream stream, ContainerKind kind, bool toEnd)
    {
        _kind = kind;
        _file = new SafetensorsReader(
            stream,
            [FileChecksum.Key, .. ContainerKind.All.Select(one => one.Key)],
            new(kind.Types, kind.MaxDataBytes, toEnd, CheckKind));
    }

    /// <summary>What stands beside the sections.</summary>
    public T Metadata<T>(JsonTypeInfo<T> type)
        where T : class
    {
        byte[] json = Encoding.UTF8.GetBytes(_file.Metadata[_kind.Key]!);
        UniqueJson.Check(json);
        // First of all: another version may have other properties, and the error should not be about those.
        string? version = UniqueJson.Property(json, "version");
        string[] read = [.. Enumerable.Range(1, _kind.Newest).Select(one => one.ToString(CultureInfo.InvariantCulture))];
        if (!read.Contains(version))
            throw new InvalidDataException($"it has the format version {version ?? "none"}, this library reads {string.Join(" and ", read)}.");
        return JsonSerializer.Deserialize(json, type) ?? throw new InvalidDataException("its metadata are empty.");
    }

    /// <summary>
    /// By the header alone, before the data are read: each section is there, of its type and shape, and no more.
    /// </summary>
    /// <param name="sections">Those that there must be; with null for the shape of any length of one dimension.</param>
    public void CheckSections(IEnumerable<(string Name, ElementType Type, int[]? Shape)> sections)
    {
        Dictionary<string, TensorPlace> left = _file.Places.ToDictionary(place => place.Name, StringComparer.Ordinal);
        foreach ((string name, ElementType type, int[]? shape) in sections)
        {
            string needed = $"{_kind.Part.Split(' ')[0]} '{name}' needs {type.Name} values "
                + $"{(shape is null ? "in one dimension" : string.Join(" x ", shape))}, found ";
            if (!left.Remove(name, out TensorPlace place)) throw new InvalidDataException($"{needed}none.");
            bool fits = shape is null ? place.Shape.Length == 1 : place.Shape.SequenceEqual(shape.Select(size => (long)size));
            if (place.Type != type || !fits)
                throw new InvalidDataException($"{needed}{place.Type.Name} values {string.Join(" x ", place.Shape)}.");
        }

        if (left.Count > 0) throw new InvalidDataException($"tensor '{left.Keys.First()}' is no {_kind.Part}.");
    }

    /// <summary>Reads the sections, and checks the checksum.</summary>
    public IReadOnlyDictionary<string, StoredTensor> ReadSections() => _file.ReadTensors(FileChecksum.Key);

    /// <summary>Before its sections are looked at: another kind has others.</summary>
    private void CheckKind(IReadOnlyDictionary<string, string?> metadata)
    {
        if (metadata.GetValueOrDefault(_kind.Key) is not null) return;
        ContainerKind? other = ContainerKind.All.FirstOrDefault(kind => kind != _kind && metadata.ContainsKey(kind.Key));
        throw new InvalidDataException(other is null
            ? $"it is a safetensors file, but holds no {_kind.Noun} of this library."
            : $"it holds a file of the kind '{other.Noun}', not '{_kind.Noun}'.");
    }
}
