using LstmForecast.Checks;

namespace LstmForecast;

/// <summary>
/// How training series are cut into windows, each of which the network is fed from a state of zero. Immutable.
/// </summary>
public sealed record WindowOptions : ICheckedOptions
{
    /// <summary>
    /// The context length: how many time steps of a series the network is fed at once, at least 1. A shorter series is
    /// one window.
    /// </summary>
    public required int Length { get; init; }

    /// <summary>
    /// Time steps from the start of a window to the start of the next, at least 1. Default: 1, which makes an epoch
    /// <see cref="Length"/> times as long as one over the whole series: nearly every point is fed so many times. With
    /// the length itself every point is fed once; <see cref="WindowsPerEpoch"/> sets the cost whatever the stride.
    /// </summary>
    public int Stride { get; init; } = 1;

    /// <summary>
    /// At how many of the last time steps of a window the forecasts are judged, from 1 (its end alone) to
    /// <see cref="Length"/>. Default: null, at every step.
    /// </summary>
    public int? LossSteps { get; init; }

    /// <summary>
    /// How many windows are drawn, with replacement, for an epoch of mini-batches, at least 1. Default: null, each
    /// window once.
    /// </summary>
    public int? WindowsPerEpoch { get; init; }

    /// <summary>How windows are drawn where <see cref="WindowsPerEpoch"/> is set. Default: by length.</summary>
    public WindowSampling Sampling { get; init; }

    void ICheckedOptions.AddProblems(OptionCheck check)
    {
        check.AtLeast(1, Length);
        check.AtLeast(1, Stride);
        check.Require(!(LossSteps < 1 || LossSteps > Length), LossSteps, $"from 1 to Length ({Length}), or null for every step");
        check.Within(1, Largest.Lag, WindowsPerEpoch, "or null for each window once");
        check.Known(Sampling);
    }
}
