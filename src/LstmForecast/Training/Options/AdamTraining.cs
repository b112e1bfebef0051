namespace LstmForecast;

/// <summary>
/// Adam with decoupled weight decay (Loshchilov and Hutter, "Decoupled weight decay regularization", 2019): AdamW, and
/// plain Adam at the default weight decay of 0. For sets too large for full batches.
/// </summary>
public sealed record AdamTraining : GradientTraining
{
    /// <summary>A hundred epochs at a learning rate of 1e-3.</summary>
    public AdamTraining()
        : base(learningRate: 1e-3)
    {
    }

    /// <summary>How slowly the mean of the gradients moves, from 0 to below 1. Default: 0.9.</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>How slowly the mean of the squared gradients moves, from 0 to below 1. Default: 0.999.</summary>
    public double Beta2 { get; init; } = 0.999;

    private protected override void AddProblems(List<string> problems)
    {
        base.AddProblems(problems);
        if (!(Beta1 >= 0 && Beta1 < 1))
            problems.Add(FormattableString.Invariant($"Beta1 is {Beta1}; it must be from 0 to below 1."));
        if (!(Beta2 >= 0 && Beta2 < 1))
            problems.Add(FormattableString.Invariant($"Beta2 is {Beta2}; it must be from 0 to below 1."));
    }
}
