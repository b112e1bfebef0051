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

    /// <summary>
    /// The same for what is forecast, and for covariates a filling of their own: where rows are left out, a price stays what it
    /// was. What is known ahead is filled up to the end of the series; what is given beyond it has no gaps.
    /// </summary>
    /// <param name="filling">How covariates are filled.</param>
    public MissingValues WithCovariates(Filling filling)
    {
        ArgumentNullException.ThrowIfNull(filling);
        return this with { CovariateFilling = filling };
    }

    [JsonInclude]
    internal bool IsMask { get; init; }

    [JsonInclude]
    internal Filling? Filling { get; init; }

    /// <summary>Null for that of the targets.</summary>
    [JsonInclude]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    internal Filling? CovariateFilling { get; init; }

    /// <summary>Whether any channel is filled.</summary>
    [JsonIgnore]
    internal bool Fills => (Filling ?? CovariateFilling) is not null;

    /// <summary>How a channel is filled; null for not at all.</summary>
    internal Filling? FillingOf(bool isTarget) => isTarget ? Filling : CovariateFilling ?? Filling;

    /// <summary>The series with its gaps filled, where they are; the same one where there are none.</summary>
    /// <param name="series">The history up to the cutoff.</param>
    /// <param name="isTarget">Whether a channel, by its name, is forecast.</param>
    /// <exception cref="ArgumentException">A channel begins with missing values, so that nothing is there to fill from.</exception>
    internal TimeSeries Apply(TimeSeries series, Func<string, bool> isTarget) =>
        Fills ? Filling.Apply(series, [.. series.Channels.Select(channel => FillingOf(isTarget(channel)))]) : series;

    /// <summary>Rejects what a file may hold but no factory gives.</summary>
    [JsonIgnore]
    internal bool IsValid => (!IsMask || Filling is null) && Filling?.IsValid != false && CovariateFilling?.IsValid != false;
}
