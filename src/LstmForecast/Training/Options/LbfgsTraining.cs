using LstmForecast.Checks;

namespace LstmForecast;

/// <summary>
/// Full-batch L-BFGS, for sets small enough to be learned at once. An epoch is one optimizer step of up to
/// <see cref="LbfgsOptions.MaxIterations"/> iterations over all series.
/// </summary>
public sealed record LbfgsTraining : TrainingOptions
{
    /// <summary>Eight epochs.</summary>
    public LbfgsTraining()
        : base(epochs: 8)
    {
    }

    /// <summary>
    /// The optimizer's own options. Default: learning rate 1 with a strong-Wolfe line search.
    /// </summary>
    public LbfgsOptions Optimizer { get; init; } = new();

    private protected override void AddOwnProblems(OptionCheck check)
    {
        check.NotNull(Optimizer, "leave it out for the defaults");
        check.Nested(Optimizer);
    }
}
