using LstmForecast.Checks;

namespace LstmForecast;

/// <summary>
/// Settings of <see cref="Lbfgs"/>. The defaults are PyTorch's, save that the strong Wolfe line search is on.
/// Checked where they are used: by <see cref="Lbfgs"/>, and by a forecaster that trains with them.
/// </summary>
public sealed record LbfgsOptions : ICheckedOptions
{
    /// <summary>
    /// Length of a move as a multiple of the search direction; with a line search, where the search begins. The first
    /// move after an empty history is also scaled by min(1, 1/|g|₁). Default 1, at which L-BFGS is at its best;
    /// without a line search smaller values are safer. Finite, above 0.
    /// </summary>
    public double LearningRate { get; init; } = 1;

    /// <summary>Most iterations, that is search directions, of one step. Default 20. At least 1.</summary>
    public int MaxIterations { get; init; } = 20;

    /// <summary>
    /// Evaluations after which a step begins no further iteration; a line search under way is finished first. Default
    /// <see langword="null"/>: five quarters of <see cref="MaxIterations"/>, rounded down. At least 1.
    /// </summary>
    public int? MaxEvaluations { get; init; }

    /// <summary>
    /// A step ends where no component of the gradient is larger than this. Default 1e-7. Finite, at least 0.
    /// </summary>
    public double GradientTolerance { get; init; } = 1e-7;

    /// <summary>
    /// A step ends when the loss, every parameter or the slope along the direction changes by no more than this.
    /// Default 1e-9. Finite, at least 0.
    /// </summary>
    public double ChangeTolerance { get; init; } = 1e-9;

    /// <summary>
    /// Most curvature pairs remembered; each holds two float64 numbers a parameter. Default 100. At least 1.
    /// </summary>
    public int HistorySize { get; init; } = 100;

    /// <summary>How far to go along a direction. Default <see cref="LineSearch.StrongWolfe"/>.</summary>
    public LineSearch LineSearch { get; init; } = LineSearch.StrongWolfe;

    /// <summary>
    /// Strong Wolfe's c₁: the loss must fall by at least this part of what the slope promised. Default 1e-4. Above 0,
    /// below <see cref="CurvatureFactor"/>.
    /// </summary>
    public double DecreaseFactor { get; init; } = 1e-4;

    /// <summary>
    /// Strong Wolfe's c₂: the slope must flatten to at most this part of what it was. Default 0.9. Above
    /// <see cref="DecreaseFactor"/>, below 1.
    /// </summary>
    public double CurvatureFactor { get; init; } = 0.9;

    /// <summary>Most trials of one line search after its first. Default 25. At least 1.</summary>
    public int MaxLineSearchSteps { get; init; } = 25;

    /// <summary>
    /// How often one iteration halves a move that led to a loss or gradient that is not finite, before the step ends
    /// with <see cref="LbfgsOutcome.NotFinite"/>. Default 20, which shortens a million times. At least 0.
    /// </summary>
    public int MaxHalvings { get; init; } = 20;

    internal int EvaluationLimit => MaxEvaluations ?? (int)(MaxIterations * 5L / 4);

    void ICheckedOptions.AddProblems(OptionCheck check)
    {
        check.LearningRate(LearningRate);
        check.AtLeast(1, MaxIterations);
        check.AtLeast(1, MaxEvaluations, "or null for five quarters of MaxIterations");
        check.NotNegative(GradientTolerance);
        check.NotNegative(ChangeTolerance);
        check.AtLeast(1, HistorySize);
        check.Known(LineSearch);
        check.Fraction(DecreaseFactor);
        check.Fraction(CurvatureFactor);
        check.Require(
            !(DecreaseFactor >= CurvatureFactor), DecreaseFactor, FormattableString.Invariant($"below CurvatureFactor ({CurvatureFactor})"));
        check.AtLeast(1, MaxLineSearchSteps);
        check.AtLeast(0, MaxHalvings);
    }
}
