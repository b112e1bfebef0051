using System.Text.Json;

namespace LstmForecast.Files;

/// <summary>What a header says of one tensor.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">The type of its numbers.</param>
/// <param name="Shape">Its sizes.</param>
/// <param name="Values">How many numbers that are.</param>
/// <param name="From">Its first byte in the data.</param>
/// <param name="To">The byte after its last one.</param>
internal readonly record struct TensorPlace(
    string Name, ElementType Type, long[] Shape, long Values, long From, long To)
{
    /// <summary>Reads an entry of the header; whether it fits the others is checked with all of them.</summary>
    public static TensorPlace Of(JsonProperty entry, IReadOnlyList<ElementType> types)
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
}
