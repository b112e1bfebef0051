using System.Numerics;
using LstmForecast.Model;
using LstmForecast.Objectives;

namespace LstmForecast;

/// <summary>
/// What training makes small, and with it what the forecasts are: the mean of a distribution, its median, its quantiles,
/// or the distribution itself. In the units the network works in, that is after the transforms; the negative binomial
/// distribution alone is one of counts in the units of the series.
/// </summary>
/// <remarks>
/// With a likelihood the loss is the negative log-likelihood of each value, and the network puts out the parameters of a
/// distribution. A direct model (<see cref="ForecasterOptions.Horizon"/>) forecasts its quantiles at each step; a recursive
/// one draws <see cref="TrainedForecaster.SamplePaths(TimeSeries, int, int, long, TimeSeries)"/>.
/// </remarks>
public abstract record Loss
{
    private protected Loss()
    {
    }

    /// <summary>
    /// Chosen by how it is trained: the absolute error where <see cref="AutoTraining"/> combines networks for a set of series,
    /// the squared error everywhere else.
    /// </summary>
    public static Loss Auto { get; } = new AutoLoss();

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

    /// <summary>
    /// The likelihood of a normal distribution: mean <c>o0</c>, standard deviation <c>softplus(o1) + 1e-4</c> of the raw
    /// outputs, with <c>softplus(x) = ln(1 + e^x)</c> (Salinas, Flunkert, Gasthaus and Januschowski, "DeepAR: probabilistic
    /// forecasting with autoregressive recurrent networks", 2020, equation 3). The point forecast is its median.
    /// </summary>
    public static Loss Gaussian { get; } = new GaussianLoss();

    /// <summary>
    /// The likelihood of Student's t distribution, which outliers do not move: location <c>o0</c>, scale
    /// <c>softplus(o1) + 1e-4</c>, degrees of freedom <c>2 + softplus(o2)</c>, so that there is always a variance. The point
    /// forecast is its median.
    /// </summary>
    public static Loss StudentT { get; } = new StudentTLoss();

    /// <summary>
    /// The likelihood of a negative binomial distribution of counts in the units of the series, whatever the transforms,
    /// which concern the inputs alone: mean <c>s softplus(o0)</c>, dispersion <c>softplus(o1) / sqrt(s)</c>, variance
    /// <c>mean + dispersion mean^2</c>, each with 1e-6 added; <c>s</c> is 1 and the mean of the counts of the series observed
    /// so far, so that series of all scales share one model (Salinas et al. 2020, equation 4 and section 3.4). Targets must
    /// be whole numbers of at least 0, so that gaps in them cannot be filled by <see cref="Filling.Linear"/>, and may be
    /// 0, which <see cref="Transform.Log"/> does not take. The point forecast is its mean.
    /// </summary>
    public static Loss NegativeBinomial { get; } = new NegativeBinomialLoss();

    /// <summary>
    /// The absolute error of each series divided by the mean absolute error that the seasonal naive forecast
    /// <c>x[t - seasonLength]</c> makes one step ahead on its training part, so that series of all scales count alike: the
    /// mean absolute scaled error (Hyndman and Koehler, "Another look at measures of forecast accuracy", 2006). Both errors
    /// are in the units the network works in. A series that the naive forecast meets exactly, or that is too short for it,
    /// is divided by the median of what the other training series are divided by. Forecasts are medians.
    /// </summary>
    /// <param name="seasonLength">Time steps in a season, at least 1; 1 for the naive forecast of no season.</param>
    /// <exception cref="ArgumentOutOfRangeException">The season's length is below 1.</exception>
    public static Loss ScaledAbsolute(int seasonLength = 1)
    {
        if (seasonLength < 1)
        {
            throw new ArgumentOutOfRangeException(
                nameof(seasonLength), seasonLength, "A season has at least 1 step; 1 is the naive forecast of no season.");
        }

        return new ScaledAbsoluteLoss(seasonLength);
    }

    internal abstract OutputKind Kind { get; }

    /// <summary>
    /// The season by whose naive forecast the targets of each series are scaled; null where all weigh the same.
    /// </summary>
    internal virtual int? ScaledBySeason => null;

    internal virtual double[] Levels => [];

    /// <summary>Loss and derivative of each target over plain memory; null where there is no such form.</summary>
    internal virtual PointwiseLoss<T>? Pointwise<T>()
        where T : unmanaged, IFloatingPointIeee754<T> => null;
}
