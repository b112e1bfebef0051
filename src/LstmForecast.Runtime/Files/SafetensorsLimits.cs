namespace LstmForecast.Files;

/// <summary>What a file may hold.</summary>
/// <param name="Types">The types that its tensors may have.</param>
/// <param name="MaxDataBytes">All tensors together.</param>
/// <param name="ToEnd">Whether it must be all there is up to the end of the stream; if not, no byte after it is read.</param>
/// <param name="CheckMetadata">Looks at the metadata asked for before the tensors are looked at; null for no check.</param>
internal sealed record SafetensorsLimits(
    IReadOnlyList<ElementType> Types,
    long MaxDataBytes,
    bool ToEnd = true,
    Action<IReadOnlyDictionary<string, string?>>? CheckMetadata = null);
