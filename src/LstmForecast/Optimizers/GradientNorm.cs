namespace LstmForecast.Optimizers;

/// <summary>The length of a gradient.</summary>
internal static class GradientNorm
{
    /// <summary>PyTorch's, against a division by zero.</summary>
    private const double Least = 1e-6;

    /// <summary>
    /// Scales a gradient whose Euclidean norm is above the limit down to it, as PyTorch's <c>clip_grad_norm_</c> does.
    /// </summary>
    public static void Clip(Span<double> gradient, double limit)
    {
        double scale = limit / (Math.Sqrt(FlatVector.Dot(gradient, gradient)) + Least);
        if (scale >= 1) return;
        for (int i = 0; i < gradient.Length; i++) gradient[i] *= scale;
    }
}
