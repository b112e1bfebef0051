namespace LstmForecast;

/// <summary>Options that a search tried, and what came of it. Immutable.</summary>
public sealed record SearchTrial
{
    /// <summary>Which of the drawn options these are, 1-based; 1 is what the space starts from.</summary>
    public required int Number { get; init; }

    /// <summary>
    /// The rung of successive halving, 1-based; 1 for random search. Options that went on have a trial for each rung.
    /// </summary>
    public required int Rung { get; init; }

    /// <summary>
    /// The options, exactly as they were tried: on all rungs but the last with fewer epochs than the space says.
    /// </summary>
    public required SearchCandidate Candidate { get; init; }

    /// <summary>What each dimension of the space came to, in words and in their order.</summary>
    public required IReadOnlyList<string> Values { get; init; }

    /// <summary>The error of the backtest's forecasts, less is better; null for a trial that failed or was cancelled.</summary>
    public double? Score { get; init; }

    /// <summary>
    /// The standard error of <see cref="Score"/>, to tell luck from merit: the standard deviation of the scores of
    /// single series (of single cutoffs, where there is one series), divided by the root of their number. It is too small
    /// where series, or forecasts from neighbouring cutoffs, resemble each other. Null where there are fewer than two.
    /// </summary>
    public double? StandardError { get; init; }

    /// <summary>How long it took.</summary>
    public required TimeSpan Time { get; init; }

    /// <summary>How it ended.</summary>
    public required SearchTrialOutcome Outcome { get; init; }

    /// <summary>Why it failed; null if it did not.</summary>
    public string? Error { get; init; }
}
