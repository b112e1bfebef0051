namespace LstmForecast;

/// <summary>What <see cref="AdamTraining"/> and <see cref="SgdTraining"/> share: steps over mini-batches of series.</summary>
public abstract record GradientTraining : TrainingOptions
{
    private protected GradientTraining(double learningRate)
        : base(epochs: 100) => LearningRate = learningRate;

    /// <summary>The step length, above 0. Default: 1e-3 for Adam, 1e-2 for SGD.</summary>
    public double LearningRate { get; init; }

    /// <summary>Series in a mini-batch, at least 1; drawn in an order that the seed decides. Default: 32.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>
    /// Gradients whose Euclidean norm over all weights is larger are scaled down to it; above 0. Default: null, never.
    /// </summary>
    public double? ClipGradientNorm { get; init; }

    /// <summary>How strongly weights are pulled to zero, at least 0. Default: 0.</summary>
    public double WeightDecay { get; init; }

    private protected override void AddProblems(List<string> problems)
    {
        if (!(LearningRate > 0 && double.IsFinite(LearningRate)))
            problems.Add(FormattableString.Invariant($"LearningRate is {LearningRate}; it must be above 0."));
        if (BatchSize < 1) problems.Add($"BatchSize is {BatchSize}; it must be at least 1.");
        if (ClipGradientNorm is double norm && !(norm > 0))
            problems.Add(FormattableString.Invariant($"ClipGradientNorm is {norm}; it must be above 0, or null for none."));
        if (!(WeightDecay >= 0 && double.IsFinite(WeightDecay)))
            problems.Add(FormattableString.Invariant($"WeightDecay is {WeightDecay}; it must be at least 0."));
    }
}
