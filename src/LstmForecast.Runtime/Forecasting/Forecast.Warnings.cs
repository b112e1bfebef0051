namespace LstmForecast;

public sealed partial class Forecast
{
    /// <summary>
    /// Why this forecast may be worse than others of its model, a sentence each; most often empty: the history lies far from
    /// all that training saw, as where the series of a known name has another scale now; the forecast runs freely for longer
    /// than any training sequence; intervals were calibrated on points long before.
    /// </summary>
    public IReadOnlyList<string> Warnings => field ??= [.. WarningsToFind];

    /// <summary>Looked for when they are asked for.</summary>
    internal IEnumerable<string> WarningsToFind { get; init; } = [];
}
