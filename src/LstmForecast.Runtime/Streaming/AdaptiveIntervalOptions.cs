using LstmForecast.Checks;

namespace LstmForecast;

/// <summary>
/// Adaptive conformal intervals around the forecasts of a stream (Gibbs and Candès, "Adaptive Conformal Inference Under
/// Distribution Shift", NeurIPS 2021): for each horizon step and target the sizes of the last errors are kept, and the
/// interval reaches as far as their quantile. Its level follows what happened: after each observation outside of its
/// interval it rises, after each inside it falls, <c>α ← α + γ (1 - coverage - miss)</c>. In the long run the share of
/// observations inside is the coverage, whatever the data do: after T observations it is off by at most
/// <c>(1 + γ) / (γ T)</c> or so, and by the horizon step more, as an error of step k is known k observations later.
/// Immutable.
/// </summary>
public sealed record AdaptiveIntervalOptions : ICheckedOptions
{
    /// <summary>
    /// Up to which horizon step there are intervals, at least 1 and at most 4096. Default 1. A recursive model runs that many steps ahead at
    /// every update; for a direct one more cost next to nothing.
    /// </summary>
    public int Horizon { get; init; } = 1;

    /// <summary>The share of observations that shall lie inside, above 0 and below 1. Default 0.9.</summary>
    public double Coverage { get; init; } = 0.9;

    /// <summary>γ: how fast the level moves, above 0 and at most 1. Default 0.005, as in the paper.</summary>
    public double LearningRate { get; init; } = 0.005;

    /// <summary>How many of the last errors are kept for each horizon step and target, at least 2. Default 500.</summary>
    public int Window { get; init; } = 500;

    internal const int LargestRoom = 1 << 24;

    void ICheckedOptions.AddProblems(OptionCheck check)
    {
        check.Within(1, Largest.AdaptiveHorizon, Horizon);
        check.AtLeast(2, Window);
        if ((long)Horizon * Window > LargestRoom)
            check.Add(nameof(Horizon), $"times Window is {(long)Horizon * Window}; it must be at most {LargestRoom}.");
        check.Fraction(Coverage);
        check.Require(LearningRate is > 0 and <= 1, LearningRate, "above 0 and at most 1");
    }
}
