using LstmForecast.Checks;

namespace LstmForecast;

/// <summary>
/// Adam with decoupled weight decay (Loshchilov and Hutter, "Decoupled weight decay regularization", 2019): AdamW, and
/// plain Adam at the default weight decay of 0. For sets too large for full batches.
/// </summary>
public sealed record AdamWTraining : GradientTraining
{
    /// <summary>A hundred epochs at a learning rate of 1e-3.</summary>
    public AdamWTraining()
        : base(learningRate: 1e-3)
    {
    }

    /// <summary>How slowly the mean of the gradients moves, from 0 to below 1. Default: 0.9.</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>How slowly the mean of the squared gradients moves, from 0 to below 1. Default: 0.999.</summary>
    public double Beta2 { get; init; } = 0.999;

    private protected override void AddOwnProblems(OptionCheck check)
    {
        base.AddOwnProblems(check);
        check.FractionOrZero(Beta1);
        check.FractionOrZero(Beta2);
    }
}
