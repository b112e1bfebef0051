using System.Globalization;

namespace LstmForecast;

/// <summary>
/// Settings of <see cref="Lbfgs"/>. The defaults are PyTorch's, save that the strong Wolfe line search is on. A value
/// out of range is refused with an <see cref="ArgumentOutOfRangeException"/> when it is set.
/// </summary>
public sealed record LbfgsOptions
{
    /// <summary>
    /// Length of a move as a multiple of the search direction; with a line search, where the search begins. The first
    /// move after an empty history is also scaled by min(1, 1/|g|₁). Default 1, at which L-BFGS is at its best;
    /// without a line search smaller values are safer. Finite, above 0.
    /// </summary>
    public double LearningRate { get; init => field = Positive(value, nameof(LearningRate)); } = 1;

    /// <summary>Most iterations, that is search directions, of one step. Default 20. At least 1.</summary>
    public int MaxIterations { get; init => field = AtLeast(1, value, nameof(MaxIterations)); } = 20;

    /// <summary>
    /// Evaluations after which a step begins no further iteration; a line search under way is finished first. Default
    /// <see langword="null"/>: five quarters of <see cref="MaxIterations"/>, rounded down. At least 1.
    /// </summary>
    public int? MaxEvaluations
    {
        get;
        init => field = value is { } given ? AtLeast(1, given, nameof(MaxEvaluations)) : null;
    }

    /// <summary>
    /// A step ends where no component of the gradient is larger than this. Default 1e-7. Finite, at least 0.
    /// </summary>
    public double GradientTolerance { get; init => field = NotNegative(value, nameof(GradientTolerance)); } = 1e-7;

    /// <summary>
    /// A step ends when the loss, every parameter or the slope along the direction changes by no more than this.
    /// Default 1e-9. Finite, at least 0.
    /// </summary>
    public double ChangeTolerance { get; init => field = NotNegative(value, nameof(ChangeTolerance)); } = 1e-9;

    /// <summary>
    /// Most curvature pairs remembered; each holds two float64 numbers a parameter. Default 100. At least 1.
    /// </summary>
    public int HistorySize { get; init => field = AtLeast(1, value, nameof(HistorySize)); } = 100;

    /// <summary>How far to go along a direction. Default <see cref="LineSearch.StrongWolfe"/>.</summary>
    public LineSearch LineSearch { get; init => field = Known(value, nameof(LineSearch)); } = LineSearch.StrongWolfe;

    /// <summary>
    /// Strong Wolfe's c₁: the loss must fall by at least this part of what the slope promised. Default 1e-4. Above 0,
    /// below <see cref="CurvatureFactor"/>.
    /// </summary>
    public double DecreaseFactor { get; init => field = Fraction(value, nameof(DecreaseFactor)); } = 1e-4;

    /// <summary>
    /// Strong Wolfe's c₂: the slope must flatten to at most this part of what it was. Default 0.9. Above
    /// <see cref="DecreaseFactor"/>, below 1.
    /// </summary>
    public double CurvatureFactor { get; init => field = Fraction(value, nameof(CurvatureFactor)); } = 0.9;

    /// <summary>Most trials of one line search after its first. Default 25. At least 1.</summary>
    public int MaxLineSearchSteps { get; init => field = AtLeast(1, value, nameof(MaxLineSearchSteps)); } = 25;

    /// <summary>
    /// How often one iteration halves a move that led to a loss or gradient that is not finite, before the step ends
    /// with <see cref="LbfgsOutcome.NotFinite"/>. Default 20, which shortens a million times. At least 0.
    /// </summary>
    public int MaxHalvings { get; init => field = AtLeast(0, value, nameof(MaxHalvings)); } = 20;

    internal int EvaluationLimit => MaxEvaluations ?? (int)(MaxIterations * 5L / 4);

    /// <summary>Rules between properties, which no single initialiser can see.</summary>
    internal void Validate()
    {
        if (DecreaseFactor >= CurvatureFactor)
        {
            throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture,
                $"LbfgsOptions.DecreaseFactor is {DecreaseFactor} and LbfgsOptions.CurvatureFactor is {CurvatureFactor}")
                + "; DecreaseFactor must be smaller.");
        }
    }

    private static double Positive(double value, string property)
        => double.IsFinite(value) && value > 0
            ? value
            : throw OutOfRange(property, value, "a finite number greater than 0");

    private static double NotNegative(double value, string property)
        => double.IsFinite(value) && value >= 0
            ? value
            : throw OutOfRange(property, value, "a finite number that is 0 or greater");

    private static double Fraction(double value, string property)
        => value is > 0 and < 1 ? value : throw OutOfRange(property, value, "greater than 0 and less than 1");

    private static int AtLeast(int least, int value, string property)
        => value >= least
            ? value
            : throw OutOfRange(property, value, string.Create(CultureInfo.InvariantCulture, $"{least} or greater"));

    private static LineSearch Known(LineSearch value, string property)
        => Enum.IsDefined(value)
            ? value
            : throw OutOfRange(property, value, "LineSearch.None or LineSearch.StrongWolfe");

    private static ArgumentOutOfRangeException OutOfRange(string property, object value, string requirement)
        => new(property, value, string.Create(
            CultureInfo.InvariantCulture, $"LbfgsOptions.{property} is {value}; it must be {requirement}."));
}
