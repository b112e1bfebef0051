namespace LstmForecast.Files;

/// <summary>
/// The one layout of all files of this library: a safetensors file (docs/model-file.md) whose metadata are a checksum and,
/// under the key of its <see cref="ContainerKind"/>, a JSON text with a <c>version</c>; its sections are the tensors.
/// </summary>
internal static class Container
{
    /// <param name="stream">Where to write; it stays open.</param>
    /// <param name="kind">What is written.</param>
    /// <param name="json">All that is not a section; has the property <c>version</c>.</param>
    /// <param name="sections">In the order in which they are written.</param>
    public static void Write(Stream stream, ContainerKind kind, string json, IReadOnlyList<Section> sections) =>
        Safetensors.Write(stream, kind.Key, json, sections, hasChecksum: true);

    /// <param name="stream">Where to read; it stays open.</param>
    /// <param name="kind">What it must be.</param>
    /// <param name="what">What an error calls it, such as <c>Model file 'a.lstm'</c>.</param>
    /// <param name="read">Makes something of it; any damage it meets becomes the one kind of exception.</param>
    /// <param name="toEnd">Whether it must be all there is up to the end of the stream; if not, no byte after it is read.</param>
    /// <exception cref="InvalidDataException">It cannot be read: says why, and what to do.</exception>
    public static T Read<T>(Stream stream, ContainerKind kind, string what, Func<ContainerReader, T> read, bool toEnd = true)
    {
        try
        {
            return read(new ContainerReader(stream, kind, toEnd));
        }
        catch (Exception problem) when (Safetensors.IsDamage(problem))
        {
            throw new InvalidDataException($"{what} cannot be read: {problem.Message} {kind.Remedy}", problem);
        }
    }
}
