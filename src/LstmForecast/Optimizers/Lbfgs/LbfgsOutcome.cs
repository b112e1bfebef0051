namespace LstmForecast;

/// <summary>Why one <see cref="Lbfgs.step"/> ended.</summary>
public enum LbfgsOutcome
{
    /// <summary>All of <see cref="LbfgsOptions.MaxIterations"/> were used.</summary>
    MaxIterations,

    /// <summary>At least <see cref="LbfgsOptions.MaxEvaluations"/> were used.</summary>
    MaxEvaluations,

    /// <summary>No component of the gradient is larger than <see cref="LbfgsOptions.GradientTolerance"/>.</summary>
    GradientTolerance,

    /// <summary>
    /// The loss, every parameter or the slope along the direction changed by no more than
    /// <see cref="LbfgsOptions.ChangeTolerance"/>.
    /// </summary>
    ChangeTolerance,

    /// <summary>
    /// The line search found nothing better than where it started, usually because the loss is known no more
    /// precisely. The parameters stay at the best point; the next step starts with an empty history.
    /// </summary>
    LineSearchFailed,

    /// <summary>
    /// The loss or its gradient was not finite, and stayed so however short the move. The parameters are at the best
    /// finite point this step has evaluated; the next step starts with an empty history.
    /// </summary>
    NotFinite,

    /// <summary>
    /// The loss or its gradient was not finite where the step began. Parameters and history are left as they were.
    /// With <see cref="LineSearch.None"/> the last move of the step before, which it does not evaluate, can lead there.
    /// </summary>
    StartNotFinite,
}
