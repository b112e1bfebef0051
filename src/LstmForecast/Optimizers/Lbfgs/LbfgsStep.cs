namespace LstmForecast;

/// <summary>What one <see cref="Lbfgs.step"/> did.</summary>
public sealed record LbfgsStep
{
    /// <summary>Why the step ended.</summary>
    public required LbfgsOutcome Outcome { get; init; }

    /// <summary>Loss at the parameters the step began with; the value <see cref="Lbfgs.step"/> returns.</summary>
    public required double FirstLoss { get; init; }

    /// <summary>
    /// Loss at the last point accepted. With <see cref="LineSearch.StrongWolfe"/> this is the loss at the parameters
    /// the step left behind. With <see cref="LineSearch.None"/> a step that ends with
    /// <see cref="LbfgsOutcome.MaxIterations"/> makes one more move after it, which is not evaluated.
    /// </summary>
    public required double FinalLoss { get; init; }

    /// <summary>
    /// Largest absolute component of the gradient (the maximum norm) at the point of <see cref="FinalLoss"/>; what
    /// <see cref="LbfgsOptions.GradientTolerance"/> is held against.
    /// </summary>
    public required double GradientNorm { get; init; }

    /// <summary>Search directions tried.</summary>
    public required int Iterations { get; init; }

    /// <summary>Calls of the closure, those of the line search and those that were not finite among them.</summary>
    public required int Evaluations { get; init; }
}
