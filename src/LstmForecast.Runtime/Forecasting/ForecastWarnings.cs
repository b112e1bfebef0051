using LstmForecast.Model;

namespace LstmForecast.Forecasting;

/// <summary>Why a forecast may be worse than others of its model.</summary>
internal static class ForecastWarnings
{
    /// <param name="model">The model.</param>
    /// <param name="series">The name of the series.</param>
    /// <param name="count">Points before the cutoff.</param>
    /// <param name="horizon">How many steps.</param>
    /// <param name="range">What <see cref="TrainedRange.Warning"/> says of the history; null for nothing.</param>
    /// <returns>Looked for when they are asked for.</returns>
    public static IEnumerable<string> Of(ModelDefinition model, string series, int count, int horizon, Func<string?>? range)
    {
        if (range?.Invoke() is string far) yield return far;
        if (model.Output.Steps == 1 && model.Trained is { Steps: int trained } && horizon > trained)
        {
            yield return $"The forecast of series '{series}' runs freely for {horizon} steps, and the longest sequence in training has "
                + $"{trained}: what the network does beyond, it never learnt. Train on longer series, or forecast fewer steps.";
        }

        if (model.Intervals is { LastPoint: int last } && count > last)
        {
            yield return $"The intervals of series '{series}' were calibrated on points up to number {last}, and the forecast starts "
                + $"after {count}: errors may have grown since. Calibrate on newer points.";
        }
    }
}
