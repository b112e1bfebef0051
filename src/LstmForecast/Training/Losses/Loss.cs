using System.Numerics;
using LstmForecast.Forecasting;
using LstmForecast.Training;
using static TorchSharp.torch;

namespace LstmForecast;

/// <summary>
/// What training makes small, and with it what the forecasts are: the mean of a distribution, its median, its quantiles,
/// or the distribution itself. In the units the network works in, that is after the transforms.
/// </summary>
public abstract record Loss
{
    private protected Loss()
    {
    }

    /// <summary>The squared error: forecasts are means. The default.</summary>
    public static Loss Squared { get; } = new SquaredLoss();

    /// <summary>The absolute error: forecasts are medians, which outliers do not move.</summary>
    public static Loss Absolute { get; } = new AbsoluteLoss();

    /// <summary>
    /// Squared for errors up to <paramref name="delta"/>, beyond it linear (Huber, "Robust estimation of a location
    /// parameter", 1964): <c>e^2 / 2</c>, then <c>delta (|e| - delta / 2)</c>.
    /// </summary>
    /// <param name="delta">Where the one becomes the other, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">Delta is not above 0.</exception>
    public static Loss Huber(double delta = 1)
    {
        if (!(delta > 0 && double.IsFinite(delta)))
            throw new ArgumentOutOfRangeException(nameof(delta), delta, "Delta must be a finite number above 0.");
        return new HuberLoss(delta);
    }

    /// <summary>
    /// The quantile loss (Koenker and Bassett, "Regression quantiles", 1978), summed over the levels: forecasts are the
    /// quantiles, in order, and the median as the point.
    /// </summary>
    /// <param name="levels">Levels between 0 and 1; 0.5 is added where it is not among them.</param>
    /// <exception cref="ArgumentException">There is no level, or one is not between 0 and 1.</exception>
    public static Loss Quantile(params IEnumerable<double> levels)
    {
        ArgumentNullException.ThrowIfNull(levels);
        double[] given = [.. levels];
        if (given.Length == 0) throw new ArgumentException("There is no level; name at least one.", nameof(levels));
        foreach (double level in given)
        {
            if (!(level > 0 && level < 1))
            {
                throw new ArgumentException(
                    FormattableString.Invariant($"The level {level} is not between 0 and 1, both excluded; mend or leave it out."),
                    nameof(levels));
            }
        }

        return new QuantileLoss([.. given.Append(0.5).Distinct().Order()]);
    }

    internal abstract OutputKind Kind { get; }

    internal virtual double[] Levels => [];

    /// <summary>The loss of each target.</summary>
    /// <param name="outputs"><c>[windows, time, values, parameters]</c>.</param>
    /// <param name="targets"><c>[windows, time, values]</c>.</param>
    /// <returns><c>[windows, time, values]</c>.</returns>
    internal abstract Tensor Of(Tensor outputs, Tensor targets);

    /// <summary>The same without tensors; null where there is no such form.</summary>
    internal virtual PointwiseLoss<T>? Pointwise<T>()
        where T : unmanaged, IFloatingPointIeee754<T> => null;
}
