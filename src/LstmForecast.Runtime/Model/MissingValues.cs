using System.Text.Json.Serialization;

namespace LstmForecast;

/// <summary>What is done where a channel that is forecast was not observed: where its value is not a number.</summary>
public sealed record MissingValues
{
    [JsonConstructor]
    internal MissingValues()
    {
    }

    /// <summary>
    /// An error that names the place, in training series and in histories; the default. A <see cref="ForecastStream"/>
    /// cannot wait: it advances on its own forecast where an update has no value, and says so.
    /// </summary>
    public static MissingValues Error { get; } = new();

    /// <summary>
    /// A missing point adds nothing to the loss; the model advances on its own forecast there, and is told so by a mark
    /// beside the value.
    /// </summary>
    public static MissingValues Mask { get; } = new() { IsMask = true };

    /// <summary>
    /// Every channel is filled before the model sees it, in training and in each forecast, by what was observed up to
    /// then.
    /// </summary>
    /// <param name="filling">How.</param>
    public static MissingValues Fill(Filling filling)
    {
        ArgumentNullException.ThrowIfNull(filling);
        return new() { Filling = filling };
    }

    [JsonInclude]
    internal bool IsMask { get; init; }

    [JsonInclude]
    internal Filling? Filling { get; init; }

    /// <summary>Rejects what a file may hold but no factory gives.</summary>
    [JsonIgnore]
    internal bool IsValid => (!IsMask || Filling is null) && Filling?.IsValid != false;
}
