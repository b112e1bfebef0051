using LstmForecast.Forecasting;
using TorchSharp;
using static TorchSharp.torch;

namespace LstmForecast.Training;

/// <summary>Negative log-likelihoods; what the outputs mean is said at <see cref="ValueDistribution"/>.</summary>
internal sealed record GaussianLoss : Loss
{
    internal override OutputKind Kind => OutputKind.Gaussian;

    internal override Tensor Of(Tensor outputs, Tensor targets, Tensor? scales)
    {
        Tensor numbers = Likelihood.Widen(outputs);
        Tensor scale = Likelihood.Positive(numbers.select(-1, 1), ValueDistribution.SmallestScale);
        Tensor z = (Likelihood.Widen(targets) - numbers.select(-1, 0)) / scale;
        return z.square() / 2 + scale.log() + Math.Log(2 * Math.PI) / 2;
    }
}

/// <inheritdoc cref="GaussianLoss"/>
internal sealed record StudentTLoss : Loss
{
    // Each shift by one makes the series for the gamma functions some digits better.
    private const int Shifts = 8;

    internal override OutputKind Kind => OutputKind.StudentT;

    internal override Tensor Of(Tensor outputs, Tensor targets, Tensor? scales)
    {
        Tensor numbers = Likelihood.Widen(outputs);
        Tensor scale = Likelihood.Positive(numbers.select(-1, 1), ValueDistribution.SmallestScale);
        Tensor degrees = Likelihood.Positive(numbers.select(-1, 2), ValueDistribution.SmallestDegrees);
        Tensor z = (Likelihood.Widen(targets) - numbers.select(-1, 0)) / scale;
        Tensor tails = (degrees + 1) / 2 * log1p(z.square() / degrees);
        return tails + scale.log() + (degrees * Math.PI).log() / 2 - LogGammaRatio(degrees / 2);
    }

    /// <summary>
    /// <c>ln(gamma(x + 1/2) / gamma(x))</c> for x of at least 1, without the difference of two large numbers: by its
    /// asymptotic series (Tricomi and Erdélyi, "The asymptotic expansion of a ratio of gamma functions", 1951) at
    /// <c>x + 8</c>, from where the recurrence leads back. An error below 1e-9.
    /// </summary>
    private static Tensor LogGammaRatio(Tensor x)
    {
        Tensor steps = 1 + 0.5 / x;
        for (int i = 1; i < Shifts; i++) steps = steps * (1 + 0.5 / (x + i));
        Tensor far = x + Shifts;
        Tensor inverse = far.reciprocal();
        Tensor square = inverse.square();
        Tensor series = inverse * (-1.0 / 8 + square * (1.0 / 192 - square * (1.0 / 640)));
        return far.log() / 2 + series - steps.log();
    }
}

/// <inheritdoc cref="GaussianLoss"/>
internal sealed record NegativeBinomialLoss : Loss
{
    internal override OutputKind Kind => OutputKind.NegativeBinomial;

    internal override Tensor Of(Tensor outputs, Tensor targets, Tensor? scales)
    {
        Tensor numbers = Likelihood.Widen(outputs);
        Tensor counts = Likelihood.Widen(targets);
        Tensor scale = scales is null ? ones_like(counts) : Likelihood.Widen(scales);
        Tensor mean = scale * Likelihood.Positive(numbers.select(-1, 0), ValueDistribution.SmallestMean);
        Tensor dispersion = nn.functional.softplus(numbers.select(-1, 1)) / scale.sqrt() + ValueDistribution.SmallestDispersion;
        Tensor size = dispersion.reciprocal();
        Tensor odds = dispersion * mean;
        Tensor logOdds = log1p(odds);
        return lgamma(counts + 1) + lgamma(size) - lgamma(counts + size)
            + size * logOdds - counts * (odds.log() - logOdds);
    }
}

internal static class Likelihood
{
    /// <summary>
    /// In double precision where the device has it: squares and gamma functions of what a network may put out leave the
    /// range and the digits of 32 bits.
    /// </summary>
    public static Tensor Widen(Tensor values) =>
        values.device_type == DeviceType.MPS ? values : values.to_type(ScalarType.Float64);

    public static Tensor Positive(Tensor values, double smallest) => nn.functional.softplus(values) + smallest;
}
