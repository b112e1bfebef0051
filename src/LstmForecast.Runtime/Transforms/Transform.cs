using LstmForecast.Transforms;

namespace LstmForecast;

/// <summary>
/// What is done to a series before the network sees it, and undone in its forecasts. A transform is a plan: it is
/// fitted on the training series alone, one after the other in the order of the list, and applied to all that follow.
/// </summary>
public abstract record Transform
{
    private protected Transform()
    {
    }

    /// <summary>
    /// Subtracts each channel's mean and divides by its standard deviation (of the population), both over all
    /// training series. A channel that never changes is divided by 1.
    /// </summary>
    public static Transform Standardize { get; } = new StandardizePlan();

    /// <summary>Takes natural logarithms; every value must be above 0.</summary>
    public static Transform Log { get; } = new LogPlan();

    /// <summary>
    /// Takes differences, <c>x[t] - x[t - lag]</c>: lag 1 turns a linear trend into a level, a season's length takes
    /// the season out. The first <paramref name="lag"/> points of every series are used up.
    /// </summary>
    /// <param name="lag">The distance in time steps, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The lag is below 1.</exception>
    public static Transform Difference(int lag = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(lag, 1);
        return new DifferencePlan(lag);
    }

    internal abstract FittedTransform Fit(IReadOnlyList<TimeSeries> series);
}
