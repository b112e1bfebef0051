namespace LstmForecast;

/// <summary>How a trial of a search ended.</summary>
public enum SearchTrialOutcome
{
    /// <summary>It has a score.</summary>
    Finished,

    /// <summary>The options do not fit the series or each other, or training went wrong; the others went on.</summary>
    Failed,

    /// <summary>The time was up.</summary>
    Cancelled,
}
