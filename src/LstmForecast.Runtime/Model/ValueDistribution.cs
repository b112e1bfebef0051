using LstmForecast.Numerics;

namespace LstmForecast.Model;

/// <summary>
/// What a network with a likelihood says of one value. Its raw outputs <c>o0, o1, o2</c> mean:
/// <list type="bullet">
/// <item>Gaussian: mean <c>o0</c>, standard deviation <c>softplus(o1)</c> (Salinas, Flunkert, Gasthaus and Januschowski,
/// "DeepAR: probabilistic forecasting with autoregressive recurrent networks", 2020, equation 3).</item>
/// <item>Student's t: location <c>o0</c>, scale <c>softplus(o1)</c>, degrees of freedom <c>2 + softplus(o2)</c>, so that
/// there is a variance.</item>
/// <item>Negative binomial: mean <c>s softplus(o0)</c>, dispersion <c>softplus(o1) / sqrt(s)</c>, where s is 1 and the mean
/// of the counts observed so far (the same paper, equation 4 and section 3.4).</item>
/// </list>
/// A small constant keeps each of them off zero.
/// </summary>
/// <param name="Kind">One of the likelihoods.</param>
/// <param name="Center">The mean of counts, otherwise the middle.</param>
/// <param name="Spread">The dispersion of counts, otherwise the scale.</param>
/// <param name="Degrees">Student's degrees of freedom.</param>
internal readonly record struct ValueDistribution(OutputKind Kind, double Center, double Spread, double Degrees)
{
    /// <summary>A scale is at least this, in the units the network works in.</summary>
    public const double SmallestScale = 1e-4;

    /// <summary>Degrees of freedom are at least this.</summary>
    public const double SmallestDegrees = 2;

    /// <summary>The mean of counts is at least this, in multiples of their scale.</summary>
    public const double SmallestMean = 1e-6;

    /// <summary>The dispersion is at least this: next to a Poisson distribution.</summary>
    public const double SmallestDispersion = 1e-6;

    /// <param name="kind">What the outputs mean.</param>
    /// <param name="outputs">The network's numbers for one value.</param>
    /// <param name="scale">What counts are multiples of.</param>
    public static ValueDistribution Of(OutputKind kind, ReadOnlySpan<double> outputs, double scale)
    {
        double spread = SpecialFunctions.Softplus(outputs[1]);
        return kind switch
        {
            OutputKind.StudentT => new(
                kind, outputs[0], spread + SmallestScale, SmallestDegrees + SpecialFunctions.Softplus(outputs[2])),
            OutputKind.NegativeBinomial => new(
                kind,
                scale * (SpecialFunctions.Softplus(outputs[0]) + SmallestMean),
                spread / Math.Sqrt(scale) + SmallestDispersion,
                0),
            _ => new(kind, outputs[0], spread + SmallestScale, 0),
        };
    }

    /// <summary>The value that is not exceeded with a given probability.</summary>
    /// <param name="level">Between 0 and 1, both excluded.</param>
    public double Quantile(double level) => Kind switch
    {
        OutputKind.StudentT => Center + Spread * StudentTDistribution.Quantile(level, Degrees),
        OutputKind.NegativeBinomial => NegativeBinomialDistribution.Quantile(level, Center, Spread),
        _ => Center + Spread * NormalDistribution.Quantile(level),
    };

    /// <summary>
    /// One value at random; not a number where the parameters are none or beyond all bounds, for which rejection would never
    /// end.
    /// </summary>
    public double Draw(SeededRandom random) => Kind switch
    {
        _ when !double.IsFinite(Center) || !double.IsFinite(Spread) || !double.IsFinite(Degrees) => double.NaN,
        OutputKind.StudentT => Center + Spread * random.NextStudentT(Degrees),
        OutputKind.NegativeBinomial => random.NextNegativeBinomial(Center, Spread),
        _ => random.NextNormal(Center, Spread),
    };
}
