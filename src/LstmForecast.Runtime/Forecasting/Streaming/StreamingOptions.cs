namespace LstmForecast;

/// <summary>What a stream keeps an eye on besides forecasting. Immutable; checked when a state is made.</summary>
public sealed record StreamingOptions
{
    /// <summary>
    /// Intervals around the forecasts that learn from the errors of the stream itself; null, the default, for none.
    /// </summary>
    public AdaptiveIntervals? Intervals { get; init; }

    /// <summary>Whether and how a drift of the errors is looked for; null for not at all. Default: with its defaults.</summary>
    public DriftDetection? Drift { get; init; } = new();

    internal void Validate(string argument)
    {
        Intervals?.Validate(argument);
        Drift?.Validate(argument);
    }
}
