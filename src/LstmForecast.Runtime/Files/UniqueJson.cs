using System.Text.Json;

namespace LstmForecast.Files;

/// <summary>
/// JSON in which no object has a name twice: readers that take the first and readers that take the last would otherwise
/// see different files. <see cref="JsonDocumentOptions.AllowDuplicateProperties"/> says the same, but draws random numbers
/// for its table, on Linux from OpenSSL, which a native program cannot count on.
/// </summary>
internal static class UniqueJson
{
    /// <exception cref="JsonException">The text is no JSON, or has a name twice: says which.</exception>
    public static JsonDocument Parse(ReadOnlyMemory<byte> utf8) => Checked(JsonDocument.Parse(utf8));

    /// <inheritdoc cref="Parse(ReadOnlyMemory{byte})"/>
    public static JsonDocument Parse(string text) => Checked(JsonDocument.Parse(text));

    private static JsonDocument Checked(JsonDocument document)
    {
        try
        {
            Check(document.RootElement);
            return document;
        }
        catch
        {
            document.Dispose();
            throw;
        }
    }

    /// <summary>As deep as the parser lets objects lie within each other, 64 levels.</summary>
    private static void Check(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement item in element.EnumerateArray()) Check(item);
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            var names = new HashSet<string>(StringComparer.Ordinal);
            foreach (JsonProperty property in element.EnumerateObject())
            {
                if (!names.Add(property.Name)) throw new JsonException($"its JSON has the name '{property.Name}' twice in one object.");
                Check(property.Value);
            }
        }
    }
}
