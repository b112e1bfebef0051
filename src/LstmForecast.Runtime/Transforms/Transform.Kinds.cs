using LstmForecast.Checks;
using LstmForecast.Transforms;

namespace LstmForecast;

// Every kind as a user asks for it.
public abstract partial record Transform
{
    /// <summary>
    /// Chooses transforms by the training series, and says in the training history what it chose and why. Where it stands alone,
    /// automatic training of a set of series or of a long one combines several lists instead.
    /// </summary>
    /// <remarks>
    /// <para>
    /// Seasons: of the lengths that the time step suggests, and of those that the autocorrelation of the differences
    /// suggests and that were seen 6 times, it takes the strong ones: strength of at least 0.64 (Wang, Smith and Hyndman
    /// 2006, also of the logarithms), median of the series, at least 3 seasons seen; a longer one beside a shorter one if
    /// it explains a tenth of the rest. They must leave half of the shortest series.
    /// </para>
    /// <para>
    /// Then it tries combinations on the training series: with or without logarithms (<see cref="Log"/> for values above
    /// 0, <see cref="LogShifted"/> for values of at least 0); for each strong season <see cref="SeasonalNaiveResidual"/>
    /// or <see cref="SeasonalMeanResidual"/> over 3, 6 or 10 seasons (of at most half of those that there are); with or
    /// without <see cref="Difference"/> of lag 1. For each, a linear autoregression is fitted to the first half, and to
    /// three quarters, of the series, and forecasts what follows for a season (at most 48 steps; 12 without a season),
    /// never beyond the range of transformed values it was fitted to, as a network hardly does. The least error counts;
    /// the first one in the order given that errs at most 3 % more is taken. Up to 30 series with 40,000 points in all are
    /// tried; series too short for it are differenced.
    /// </para>
    /// <para>
    /// At the end stands <see cref="Standardize"/>, or <see cref="StandardizePerSeries"/> where the series' scales (10 % to
    /// 90 % quantile) differ more than threefold, or their levels by more than twice the median scale.
    /// </para>
    /// </remarks>
    public static Transform Auto { get; } = new AutoPlan();

    /// <summary>
    /// Subtracts each channel's mean and divides by its standard deviation (of the population), both over all
    /// training series. A channel that never changes is divided by 1.
    /// </summary>
    public static Transform Standardize { get; } = new StandardizePlan();

    /// <summary>
    /// <see cref="Standardize"/> for each series by itself: its mean and standard deviation in the training part, found
    /// again by its name. A series that training did not know is measured by the history it is forecast from (all of
    /// what is given, so give no more than had been observed). One that never changes is divided by the median scale
    /// of the training series.
    /// </summary>
    public static Transform StandardizePerSeries { get; } = new SeriesScalingPlan(ScaleMeasure.Standard);

    /// <summary>
    /// Maps each channel's training values to 0 to 1: subtracts the smallest one and divides by the distance from it to
    /// the largest one. Later values may lie outside. A channel that never changes is divided by 1.
    /// </summary>
    public static Transform MinMax { get; } = new ScalingPlan(ScaleMeasure.MinMax);

    /// <summary>
    /// <see cref="MinMax"/> for each series by itself, as <see cref="StandardizePerSeries"/> does it.
    /// </summary>
    public static Transform MinMaxPerSeries { get; } = new SeriesScalingPlan(ScaleMeasure.MinMax);

    /// <summary>
    /// Subtracts each channel's median and divides by its interquartile range (quartiles between two values are
    /// interpolated linearly), both over all training series: outliers do not count. Where half of the values are the
    /// same, the standard deviation takes the range's place. A channel that never changes is divided by 1.
    /// </summary>
    public static Transform Robust { get; } = new ScalingPlan(ScaleMeasure.Robust);

    /// <summary>
    /// <see cref="Robust"/> for each series by itself, as <see cref="StandardizePerSeries"/> does it.
    /// </summary>
    public static Transform RobustPerSeries { get; } = new SeriesScalingPlan(ScaleMeasure.Robust);

    /// <summary>Takes natural logarithms; every value must be above 0.</summary>
    public static Transform Log { get; } = new LogPlan();

    /// <summary>
    /// Logarithms for values that may be 0 or below, such as sales: <see cref="BoxCox"/> with the power 0.
    /// </summary>
    public static Transform LogShifted { get; } = new BoxCoxPlan(0);

    /// <summary>
    /// Subtracts the last observed value from the whole horizon, <c>y[t + h] = x[t + h] - x[t]</c>, so that the network
    /// forecasts the way from where the series is now. One step ahead this is <see cref="Difference"/>; a horizon
    /// that is forecast at once keeps one level. The first point of every series is used up.
    /// </summary>
    public static Transform SubtractLastValue { get; } = new SubtractLastValuePlan();

    /// <summary>
    /// Takes differences, <c>x[t] - x[t - lag]</c>: lag 1 turns a linear trend into a level, a season's length takes
    /// the season out. The first <paramref name="lag"/> points of every series are used up.
    /// </summary>
    /// <param name="lag">The distance in time steps, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The lag is below 1 or above 2^24.</exception>
    public static Transform Difference(int lag = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(lag, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(lag, Largest.Lag);
        return new DifferencePlan(lag);
    }

    /// <summary>
    /// The power transform of Box and Cox (1964), <c>((x + s)^λ - 1) / λ</c>, or <c>ln(x + s)</c> where λ is 0, in units of
    /// the training values' geometric mean: makes the spread independent of the level. The shift s is 0 if all
    /// training values of the channel are above 0; otherwise it is fitted, so that the smallest becomes half of
    /// the median distance of the others from it. From ten times below the smallest training value (shifted), and from
    /// ten times above the largest one, the curve goes on as a straight line: so every number can be transformed,
    /// and inverting a forecast never fails where <c>λ y + 1</c> is below 0. Best first in a list of transforms.
    /// </summary>
    /// <param name="lambda">
    /// The power, from -1 to 2; 1 changes nothing but the unit, one closer to 0 than a millionth is 0. Null (default) estimates one from 0 to 1 for each channel,
    /// by the method of Guerrero (1993) on blocks of 12 points; 1 where all series are shorter than 3 blocks.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">The power is not from -1 to 2.</exception>
    public static Transform BoxCox(double? lambda = null)
    {
        if (lambda is not (null or >= BoxCoxPlan.SmallestLambda and <= BoxCoxPlan.LargestLambda))
        {
            throw new ArgumentOutOfRangeException(
                nameof(lambda), lambda, "The power must be from -1 to 2; leave it out to have it estimated.");
        }

        return new BoxCoxPlan(lambda);
    }

    /// <summary>
    /// Subtracts the seasonal-naive forecast, the value at the same place of the last observed season,
    /// <c>y[t + h] = x[t + h] - x[t + h - m ⌈h / m⌉]</c> for a season of m steps: the network forecasts what differs
    /// from last time. One step ahead this is <see cref="Difference"/> with the season's length. The first
    /// <paramref name="seasonLength"/> points of every series are used up.
    /// </summary>
    /// <param name="seasonLength">The length of a season in time steps, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The season length is below 1 or above 2^24.</exception>
    public static Transform SeasonalNaiveResidual(int seasonLength)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(seasonLength, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(seasonLength, Largest.Lag);
        return new SeasonalNaiveResidualPlan(seasonLength);
    }

    /// <summary>
    /// Subtracts the mean of the last observed seasons at the same place: for seasons that stay the same over the
    /// years, of which one alone is a noisy picture. The first <paramref name="seasonLength"/> points of every series are
    /// used up; where there are fewer seasons than asked for, the mean is over those.
    /// </summary>
    /// <param name="seasonLength">The length of a season in time steps, at least 1.</param>
    /// <param name="seasons">How many seasons to average, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The season length or the number of seasons is below 1, or together they reach back more than 16,777,216 steps.
    /// </exception>
    public static Transform SeasonalMeanResidual(int seasonLength, int seasons)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(seasonLength, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(seasons, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(
            (long)seasonLength * seasons, FittedSeasonalMeanResidual.LargestMemory, nameof(seasons));
        return new SeasonalMeanResidualPlan(seasonLength, seasons);
    }

    /// <summary>
    /// Subtracts the mean of the last observed points and divides by their standard deviation (of the population), so
    /// that a series looks the same at any level and scale, also one that training did not know. All of a
    /// horizon that is forecast at once has the mean and deviation before its cutoff.
    /// </summary>
    /// <remarks>
    /// At the beginning of a series the window is what there is of it; the first quarter of a window (rounded up, at
    /// least 2 points) is used up. A window in which little happened is divided by no less than a tenth of what is
    /// usual in the training series: relative to its level, and as a number, for which the smaller series count.
    /// </remarks>
    /// <param name="length">The points in the window, 2 to 16,777,216; good are some seasons, or the context length.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is not in this range.</exception>
    public static Transform WindowNormalize(int length)
    {
        CheckWindow(length);
        return new WindowNormalizePlan(length);
    }

    /// <summary>
    /// Divides by the mean absolute value of the last observed points, but leaves the level: for values above 0 of very
    /// different sizes, and after a difference or a residual. Windows are as in <see cref="WindowNormalize"/>; one of
    /// zeros is divided by a tenth of what is usual in the smaller training series.
    /// </summary>
    /// <param name="length">The points in the window, 2 to 16,777,216.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is not in this range.</exception>
    public static Transform WindowScale(int length)
    {
        CheckWindow(length);
        return new WindowScalePlan(length);
    }

    private static void CheckWindow(int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, ChannelWindow.LargestLength);
    }
}
