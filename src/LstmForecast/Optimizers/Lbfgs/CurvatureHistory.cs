using System.Collections.Immutable;

namespace LstmForecast.Optimizers;

/// <summary>A move s, the change y of the gradient over it, and ρ = 1 / yᵀs.</summary>
internal sealed record CurvaturePair(double[] Step, double[] GradientChange, double Rho);

/// <summary>
/// What L-BFGS remembers of the loss's curvature: the last pairs, oldest first, and the scale γ of the initial inverse
/// Hessian γI. Immutable: a step that fails leaves the history it began with.
/// </summary>
internal sealed record CurvatureHistory(ImmutableArray<CurvaturePair> Pairs, double Scale)
{
    /// <summary>
    /// A pair with yᵀs no larger than this would make the inverse Hessian indefinite or huge (PyTorch's bound).
    /// </summary>
    private const double LeastProduct = 1e-10;

    public static CurvatureHistory Empty { get; } = new([], 1);

    /// <summary>
    /// Adds a pair and drops the oldest above <paramref name="size"/>; without enough curvature, changes nothing.
    /// </summary>
    public CurvatureHistory Add(double[] step, double[] gradientChange, int size)
    {
        double product = FlatVector.Dot(gradientChange, step);
        if (!(product > LeastProduct))
        {
            return this;
        }

        var pair = new CurvaturePair(step, gradientChange, 1 / product);
        int surplus = Math.Max(0, Pairs.Length - size + 1);

        // Nocedal and Wright, equation 7.20.
        double scale = product / FlatVector.Dot(gradientChange, gradientChange);
        return new CurvatureHistory(Pairs.RemoveRange(0, surplus).Add(pair), scale);
    }

    /// <summary>
    /// −H·g by the two-loop recursion (Nocedal and Wright, algorithm 7.4), begun with −g so that the result is the
    /// direction itself. Without pairs it is steepest descent.
    /// </summary>
    public double[] Direction(double[] gradient)
    {
        Span<double> alpha = Pairs.Length <= 256 ? stackalloc double[Pairs.Length] : new double[Pairs.Length];
        double[] q = FlatVector.Scaled(gradient, -1);
        for (int i = Pairs.Length - 1; i >= 0; i--)
        {
            alpha[i] = FlatVector.Dot(Pairs[i].Step, q) * Pairs[i].Rho;
            FlatVector.AddScaled(q, -alpha[i], Pairs[i].GradientChange);
        }

        double[] r = FlatVector.Scaled(q, Scale);
        for (int i = 0; i < Pairs.Length; i++)
        {
            double beta = FlatVector.Dot(Pairs[i].GradientChange, r) * Pairs[i].Rho;
            FlatVector.AddScaled(r, alpha[i] - beta, Pairs[i].Step);
        }

        return r;
    }
}
