using System.Text.Json;

namespace LstmForecast.Files;

/// <summary>
/// JSON that is looked through token by token before anything is made of it, so that a text of a few megabytes does not
/// become gigabytes of objects; and in which no object has a name twice: readers that take the first and readers that take
/// the last would otherwise see different files. <see cref="JsonDocumentOptions.AllowDuplicateProperties"/> says the same,
/// but draws random numbers for its table, on Linux from OpenSSL, which a native program cannot count on.
/// </summary>
internal static class UniqueJson
{
    /// <summary>Tokens within one entry of a header; a shape has few dimensions.</summary>
    private const int MostTokensInEntry = 1 << 10;

    /// <summary>Entries of a header: an ensemble of the largest size has fewer weights.</summary>
    private const int MostEntries = 1 << 16;

    /// <summary>Parses a header: an object of small objects.</summary>
    /// <exception cref="JsonException">The text is no JSON, or has a name twice: says which.</exception>
    /// <exception cref="InvalidDataException">It has more entries, or an entry more in it, than any file has.</exception>
    public static JsonDocument ParseHeader(ReadOnlyMemory<byte> utf8)
    {
        Check(utf8.Span, MostEntries, MostTokensInEntry);
        return JsonDocument.Parse(utf8);
    }

    /// <summary>Looks through a text of any size.</summary>
    /// <exception cref="JsonException">The text is no JSON, or has a name twice: says which.</exception>
    public static void Check(ReadOnlySpan<byte> utf8) => Check(utf8, int.MaxValue, int.MaxValue);

    /// <summary>The text of a number, string or literal that the outermost object has under a name; null for none.</summary>
    public static string? Property(ReadOnlySpan<byte> utf8, string name)
    {
        var reader = new Utf8JsonReader(utf8);
        while (reader.Read())
        {
            if (reader.CurrentDepth != 1 || reader.TokenType != JsonTokenType.PropertyName) continue;
            bool isIt = reader.ValueTextEquals(name);
            reader.Read();
            if (isIt) return reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray ? "" : System.Text.Encoding.UTF8.GetString(reader.ValueSpan);
            reader.Skip();
        }

        return null;
    }

    private static void Check(ReadOnlySpan<byte> utf8, int mostEntries, int mostTokensInEntry)
    {
        var reader = new Utf8JsonReader(utf8);
        var open = new Stack<HashSet<string>?>();
        int entries = 0;
        int tokens = 0;
        while (reader.Read())
        {
            tokens++;
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    open.Push(new(StringComparer.Ordinal));
                    break;
                case JsonTokenType.StartArray:
                    open.Push(null);
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    open.Pop();
                    break;
                case JsonTokenType.PropertyName:
                    if (open.Count == 1) (entries, tokens) = (entries + 1, 0);
                    string name = reader.GetString()!;
                    if (!open.Peek()!.Add(name)) throw new JsonException($"its JSON has the name '{name}' twice in one object.");
                    break;
            }

            if (entries > mostEntries) throw new InvalidDataException($"its header has more than {mostEntries} entries.");
            if (tokens > mostTokensInEntry) throw new InvalidDataException($"an entry of its header has more than {mostTokensInEntry} tokens.");
        }
    }
}
