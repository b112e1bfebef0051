namespace LstmForecast;

/// <summary>
/// Full-batch L-BFGS: few series, long flat valleys, the article's choice. An epoch is one optimiser step of up to
/// <see cref="LbfgsOptions.MaxIterations"/> iterations over all series.
/// </summary>
public sealed record LbfgsTraining : TrainingOptions
{
    /// <summary>Eight epochs, as many as the article needs for its waves.</summary>
    public LbfgsTraining()
        : base(epochs: 8)
    {
    }

    /// <summary>
    /// The optimiser's own options. Default: learning rate 1 with a strong-Wolfe line search; the article has 0.08 and
    /// none.
    /// </summary>
    public LbfgsOptions Optimizer { get; init; } = new();

    private protected override void AddProblems(List<string> problems)
    {
        if (Optimizer is null) problems.Add("Optimizer is null; leave it out for the defaults.");
    }
}
