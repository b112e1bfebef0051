namespace LstmForecast.Optimizers;

/// <summary>
/// What one step hands to the next, as in PyTorch's optimiser state: the last move and gradient, from which the next
/// iteration makes a curvature pair, the history, and the counters. Immutable, its arrays included.
/// </summary>
internal sealed record LbfgsMemory
{
    public static LbfgsMemory Empty { get; } = new();

    /// <summary>Iterations since the history was last empty; the first of them is steepest descent.</summary>
    public long Iterations { get; init; }

    /// <summary>Evaluations ever made.</summary>
    public long Evaluations { get; init; }

    /// <summary>Direction of the last iteration. Empty before the first.</summary>
    public double[] Direction { get; init; } = [];

    /// <summary>How far the last iteration went along <see cref="Direction"/>.</summary>
    public double StepLength { get; init; }

    /// <summary>Gradient where the last iteration began. Empty before the first.</summary>
    public double[] PreviousGradient { get; init; } = [];

    /// <summary>Loss where the last iteration began.</summary>
    public double PreviousLoss { get; init; }

    public CurvatureHistory History { get; init; } = CurvatureHistory.Empty;

    /// <summary>Forgets all but the number of evaluations.</summary>
    public LbfgsMemory Cleared() => new() { Evaluations = Evaluations };

    /// <summary>The history an iteration at <paramref name="gradient"/> works with.</summary>
    public CurvatureHistory HistoryAt(double[] gradient, int size)
        => Iterations == 0
            ? CurvatureHistory.Empty
            : History.Add(
                FlatVector.Scaled(Direction, StepLength),
                FlatVector.Difference(gradient, PreviousGradient),
                size);
}
