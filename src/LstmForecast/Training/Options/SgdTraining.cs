using LstmForecast.Checks;

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

    private protected override void AddOwnProblems(OptionCheck check)
    {
        base.AddOwnProblems(check);
        check.FractionOrZero(Momentum);
    }
}
