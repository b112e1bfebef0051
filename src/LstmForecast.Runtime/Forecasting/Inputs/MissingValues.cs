using System.Text.Json.Serialization;

namespace LstmForecast;

/// <summary>What is done where a channel that is forecast was not observed: where its value is not a number.</summary>
public sealed record MissingValues
{
    [JsonConstructor]
    internal MissingValues()
    {
    }

    /// <summary>An error that names the place; the default.</summary>
    public static MissingValues Error { get; } = new();

    /// <summary>
    /// A missing point adds nothing to the loss; the model advances on its own forecast there, and is told so by a mark
    /// beside the value.
    /// </summary>
    public static MissingValues Mask { get; } = new() { IsMask = true };

    [JsonInclude]
    internal bool IsMask { get; init; }
}
