using LstmForecast.Series;

namespace LstmForecast;

/// <summary>
/// Forecasts that need no model: what a model must beat to be worth its while (Hyndman and Athanasopoulos,
/// "Forecasting: principles and practice", 3rd edition, section 5.2).
/// </summary>
public static class Baselines
{
    /// <summary>Every step is the last observation.</summary>
    /// <param name="history">The observations up to now, at least one.</param>
    /// <param name="horizon">How many steps ahead, at least 1.</param>
    /// <exception cref="ArgumentException">The history is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The horizon is below 1.</exception>
    public static Forecast Naive(TimeSeries history, int horizon) => SeasonalNaive(history, horizon, season: 1);

    /// <summary>Every step is the observation of the same season in the last cycle.</summary>
    /// <param name="history">The observations up to now, at least one season of them.</param>
    /// <param name="horizon">How many steps ahead, at least 1.</param>
    /// <param name="season">The length of a season in time steps, at least 1: 12 for months in a year.</param>
    /// <exception cref="ArgumentException">The history is shorter than a season.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The horizon or the season is below 1.</exception>
    public static Forecast SeasonalNaive(TimeSeries history, int horizon, int season)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentOutOfRangeException.ThrowIfLessThan(horizon, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(season, 1);
        string why = season == 1 ? "a naive forecast" : $"a seasonal-naive forecast of season {season}";
        SeriesChecks.ThrowIfShorterThan(history, season, why, nameof(history));
        int channels = history.Channels.Count;
        var values = new double[horizon * channels];
        for (int step = 0; step < horizon; step++)
        {
            int same = history.Length - season + step % season;
            history.At(same).CopyTo(values.AsSpan(step * channels));
        }

        return new Forecast(history.WithValues(values, history.Length), history.Length - 1);
    }
}
