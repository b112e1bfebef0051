using LstmForecast.Forecasting;
using LstmForecast.Unrolling;

namespace LstmForecast.Evaluation;

/// <summary>The forecasts of one model from its cutoffs.</summary>
internal static class OriginForecasts
{
    /// <param name="model">The model; it takes the series.</param>
    /// <param name="series">The series.</param>
    /// <param name="cutoffs">For each of them, after how many points to forecast.</param>
    /// <param name="options">Horizon and window.</param>
    /// <param name="progress">Told of each share that is made, on any thread; or null.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static Origin[][] Of(
        TrainedForecaster model,
        IReadOnlyList<TimeSeries> series,
        IReadOnlyList<int[]> cutoffs,
        BacktestOptions options,
        IProgress<double>? progress,
        CancellationToken cancellationToken)
    {
        int? window = options.Window.Length;
        ForecastValues[][] values = RollingForecasts.Run(
            model.Runner,
            series,
            cutoffs,
            options.Cutoffs.Horizon,
            window,
            progress,
            cancellationToken);
        return
        [
            .. series.Select((one, i) =>
            {
                double[][]? scales = model.HasCalibratedIntervals
                    ? LocalScale.Of(one, model.Definition.Channels.Targets, cutoffs[i], window)
                    : null;
                return cutoffs[i].Select((count, k) => new Origin(model, count, values[i][k], scales?[k] ?? [])).ToArray();
            }),
        ];
    }
}
