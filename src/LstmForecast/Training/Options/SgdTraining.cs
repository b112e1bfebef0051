namespace LstmForecast;

/// <summary>Stochastic gradient descent, with momentum if asked for.</summary>
public sealed record SgdTraining : GradientTraining
{
    /// <summary>A hundred epochs at a learning rate of 1e-2, without momentum.</summary>
    public SgdTraining()
        : base(learningRate: 1e-2)
    {
    }

    /// <summary>The share of the last step that goes on into the next, from 0 to below 1. Default: 0.</summary>
    public double Momentum { get; init; }

    private protected override void AddProblems(List<string> problems)
    {
        base.AddProblems(problems);
        if (!(Momentum >= 0 && Momentum < 1))
            problems.Add(FormattableString.Invariant($"Momentum is {Momentum}; it must be from 0 to below 1."));
    }
}
