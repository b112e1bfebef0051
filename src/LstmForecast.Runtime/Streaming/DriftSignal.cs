namespace LstmForecast;

/// <summary>What has become of the one-step errors of a stream.</summary>
public enum DriftKind
{
    /// <summary>They are as they were.</summary>
    None,

    /// <summary>They lie to one side: the series has a new level, or a trend that the model does not know.</summary>
    Level,

    /// <summary>They have become larger: what the model learnt holds less.</summary>
    Spread,
}

/// <summary>Whether a stream's errors have drifted; see <see cref="DriftDetectionOptions"/>.</summary>
/// <param name="Kind">How.</param>
/// <param name="Target">Of which target (0-based, as in the forecasts); 0 where there is none.</param>
/// <param name="StepsSince">
/// How many errors ago the drift seems to have begun, counted at the moment of the signal; 0 where there is none.
/// </param>
public readonly record struct DriftSignal(DriftKind Kind, int Target, int StepsSince)
{
    /// <summary>Whether there is a drift.</summary>
    public bool IsDrift => Kind != DriftKind.None;
}
