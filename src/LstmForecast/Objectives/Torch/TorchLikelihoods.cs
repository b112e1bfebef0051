using LstmForecast.Model;
using TorchSharp;
using static TorchSharp.torch;

namespace LstmForecast.Objectives;

/// <summary>Negative log-likelihoods as tensors; what the outputs mean is said at <see cref="ValueDistribution"/>.</summary>
internal static class TorchLikelihoods
{
    // Each shift by one makes the series for the gamma functions some digits better.
    private const int Shifts = 8;

    public static Tensor Gaussian(Tensor outputs, Tensor targets)
    {
        Tensor numbers = Widen(outputs);
        Tensor scale = Softplus(numbers.select(-1, 1)) + Number(ValueDistribution.SmallestScale, numbers);
        Tensor z = (Widen(targets) - numbers.select(-1, 0)) / scale;
        return Number(0.5, numbers) * z * z + scale.log() + Number(Math.Log(2 * Math.PI) / 2, numbers);
    }

    public static Tensor StudentT(Tensor outputs, Tensor targets)
    {
        Tensor numbers = Widen(outputs);
        Tensor scale = Softplus(numbers.select(-1, 1)) + Number(ValueDistribution.SmallestScale, numbers);
        Tensor degrees = Softplus(numbers.select(-1, 2)) + Number(ValueDistribution.SmallestDegrees, numbers);
        Tensor half = Number(0.5, numbers);
        Tensor z = (Widen(targets) - numbers.select(-1, 0)) / scale;
        Tensor tails = (half * degrees + half) * log1p(z * z / degrees);
        return tails + scale.log() + half * (Number(Math.PI, numbers) * degrees).log() - LogGammaRatio(half * degrees);
    }

    public static Tensor NegativeBinomial(Tensor outputs, Tensor targets, Tensor? scales)
    {
        Tensor numbers = Widen(outputs);
        Tensor counts = Widen(targets);
        Tensor scale = scales is null ? ones_like(counts) : Widen(scales);
        Tensor mean = scale * (Softplus(numbers.select(-1, 0)) + Number(ValueDistribution.SmallestMean, numbers));
        Tensor dispersion = Softplus(numbers.select(-1, 1)) / scale.sqrt()
            + Number(ValueDistribution.SmallestDispersion, numbers);
        Tensor size = dispersion.reciprocal();
        Tensor odds = dispersion * mean;
        Tensor logOdds = log1p(odds);
        return lgamma(counts + Number(1, numbers)) + lgamma(size) - lgamma(counts + size)
            + size * logOdds - counts * (odds.log() - logOdds);
    }

    /// <summary>
    /// <c>ln(gamma(x + 1/2) / gamma(x))</c> for x of at least 1, without the difference of two large numbers: by its
    /// asymptotic series (Tricomi and Erdélyi, "The asymptotic expansion of a ratio of gamma functions", 1951) at
    /// <c>x + 8</c>, from where the recurrence leads back. An error below 1e-9.
    /// </summary>
    private static Tensor LogGammaRatio(Tensor x)
    {
        Tensor half = Number(0.5, x);
        Tensor one = Number(1, x);
        Tensor steps = one + half / x;
        for (int i = 1; i < Shifts; i++) steps = steps * (one + half / (x + Number(i, x)));
        Tensor far = x + Number(Shifts, x);
        Tensor inverse = far.reciprocal();
        Tensor square = inverse * inverse;
        Tensor series = inverse
            * (Number(-1.0 / 8, x) + square * (Number(1.0 / 192, x) - square * Number(1.0 / 640, x)));
        return half * far.log() + series - steps.log();
    }

    /// <summary>
    /// In double precision where the device has it: squares and gamma functions of what a network may put out leave the
    /// range and the digits of 32 bits.
    /// </summary>
    private static Tensor Widen(Tensor values) =>
        values.device_type == DeviceType.MPS ? values : values.to_type(ScalarType.Float64);

    private static Tensor Softplus(Tensor values) => logaddexp(values, Number(0, values));

    /// <summary>
    /// A constant as a tensor: of a plain number TorchSharp makes a scalar that it leaves to the finalizer, which may come
    /// before libtorch has used it.
    /// </summary>
    private static Tensor Number(double value, Tensor like) => tensor(value, dtype: like.dtype, device: like.device);
}
