using LstmForecast.Checks;

namespace LstmForecast;

/// <summary>What a stream keeps an eye on besides forecasting. Immutable; checked when a state is made.</summary>
public sealed record StreamingOptions : ICheckedOptions
{
    /// <summary>
    /// Intervals around the forecasts that learn from the errors of the stream itself; null, the default, for none.
    /// </summary>
    public AdaptiveIntervalOptions? Intervals { get; init; }

    /// <summary>Whether and how a drift of the errors is looked for; null for not at all. Default: with its defaults.</summary>
    public DriftDetectionOptions? Drift { get; init; } = new();

    void ICheckedOptions.AddProblems(OptionCheck check)
    {
        check.Nested(Intervals);
        check.Nested(Drift);
    }
}
