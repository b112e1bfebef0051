using LstmForecast.Evaluation;
using LstmForecast.Series;

namespace LstmForecast;

/// <summary>
/// Forecasts that need no model: what a model must beat to be worth its while (Hyndman and Athanasopoulos,
/// "Forecasting: principles and practice", 3rd edition, section 5.2). Each channel is forecast on its own.
/// </summary>
/// <remarks>
/// NaN is a missing value: the observation before it, of the same season where there are seasons, takes its place;
/// means are over the observations that there are.
/// </remarks>
public static class Baselines
{
    /// <summary>Every step is the last observation.</summary>
    /// <param name="history">The observations up to now, at least one.</param>
    /// <param name="horizon">How many steps ahead, at least 1.</param>
    /// <exception cref="ArgumentException">The history is empty, or a channel of it has no observation.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The horizon is below 1.</exception>
    public static Forecast Naive(TimeSeries history, int horizon) => SeasonalNaive(history, horizon, seasonLength: 1);

    /// <summary>Every step is the observation of the same season in the last cycle.</summary>
    /// <param name="history">The observations up to now, at least one season of them.</param>
    /// <param name="horizon">How many steps ahead, at least 1.</param>
    /// <param name="seasonLength">The length of a season in time steps, at least 1: 12 for months in a year.</param>
    /// <exception cref="ArgumentException">
    /// The history is shorter than a season, or all observations of the season of a horizon step are missing.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The horizon or the season is below 1.</exception>
    public static Forecast SeasonalNaive(TimeSeries history, int horizon, int seasonLength)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(seasonLength, 1);
        string what = seasonLength == 1 ? "a naive forecast" : $"a seasonal-naive forecast of season {seasonLength}";
        return Run(history, horizon, seasonLength, what, past => new SeasonalNaiveBaseline(past, seasonLength));
    }

    /// <summary>
    /// The line through the first and the last observation, drawn on: <c>y[T] + h (y[T] - y[1]) / (T - 1)</c> for
    /// horizon step h.
    /// </summary>
    /// <param name="history">The observations up to now, at least two.</param>
    /// <param name="horizon">How many steps ahead, at least 1.</param>
    /// <exception cref="ArgumentException">The history, or a channel of it, has less than two observations.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The horizon is below 1.</exception>
    public static Forecast Drift(TimeSeries history, int horizon) =>
        Run(history, horizon, needed: 2, "a drift forecast", past => new DriftBaseline(past));

    /// <summary>
    /// Every step is the mean of all observations of the same season; with a season of 1, the mean of the history.
    /// </summary>
    /// <param name="history">The observations up to now, at least one season of them.</param>
    /// <param name="horizon">How many steps ahead, at least 1.</param>
    /// <param name="seasonLength">The length of a season in time steps, at least 1: 12 for months in a year.</param>
    /// <exception cref="ArgumentException">
    /// The history is shorter than a season, or all observations of the season of a horizon step are missing.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The horizon or the season is below 1.</exception>
    public static Forecast SeasonalMean(TimeSeries history, int horizon, int seasonLength)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(seasonLength, 1);
        string what = seasonLength == 1 ? "a forecast of the mean" : $"a seasonal-mean forecast of season {seasonLength}";
        return Run(history, horizon, seasonLength, what, past => new SeasonalMeanBaseline(past, seasonLength));
    }

    private static Forecast Run(
        TimeSeries history, int horizon, int needed, string what, Func<double[], IBaseline> baseline)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentOutOfRangeException.ThrowIfLessThan(horizon, 1);
        SeriesChecks.ThrowIfShorterThan(history, needed, what, nameof(history));
        int channels = history.Channels.Count;
        var values = new double[horizon * channels];
        for (int channel = 0; channel < channels; channel++)
        {
            IBaseline forecast = baseline(history.Channel(channel));
            for (int step = 1; step <= horizon; step++)
            {
                double value = forecast.At(history.Length - 1, step);
                if (double.IsNaN(value))
                {
                    throw new ArgumentException(
                        $"Series '{history.Name}' misses the observations that {what} needs for horizon step {step} of "
                        + $"channel '{history.Channels[channel]}'. Fill the gaps, or begin where there are none.",
                        nameof(history));
                }

                values[(step - 1) * channels + channel] = value;
            }
        }

        return new Forecast(history.WithValues(values, history.Length), history.Length - 1);
    }
}
