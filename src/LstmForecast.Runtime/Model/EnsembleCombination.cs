namespace LstmForecast;

/// <summary>How the forecasts of an ensemble's members become one, value by value.</summary>
public enum EnsembleCombination
{
    /// <summary>Their median: one member that went wrong does no harm.</summary>
    Median,

    /// <summary>Their mean.</summary>
    Mean,
}
