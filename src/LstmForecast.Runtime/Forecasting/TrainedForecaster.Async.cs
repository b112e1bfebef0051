namespace LstmForecast;

public sealed partial class TrainedForecaster
{
    /// <summary>Forecasts many series on threads of the pool.</summary>
    /// <inheritdoc cref="Forecast(IReadOnlyList{TimeSeries}, int, IReadOnlyList{TimeSeries}, IProgress{double}, CancellationToken)"/>
    public Task<IReadOnlyList<Forecast>> ForecastAsync(
        IReadOnlyList<TimeSeries> histories,
        int horizon,
        IReadOnlyList<TimeSeries>? known = null,
        IProgress<double>? progress = null,
        CancellationToken cancellationToken = default) =>
        Task.Run(() => Forecast(histories, horizon, known, progress, cancellationToken), cancellationToken);

    /// <summary>Draws futures of many series on threads of the pool.</summary>
    /// <inheritdoc cref="SamplePaths(IReadOnlyList{TimeSeries}, int, int, long, IReadOnlyList{TimeSeries}, IProgress{double}, CancellationToken)"/>
    public Task<IReadOnlyList<Forecast>> SamplePathsAsync(
        IReadOnlyList<TimeSeries> histories,
        int horizon,
        int paths = 200,
        long seed = 0,
        IReadOnlyList<TimeSeries>? known = null,
        IProgress<double>? progress = null,
        CancellationToken cancellationToken = default) =>
        Task.Run(() => SamplePaths(histories, horizon, paths, seed, known, progress, cancellationToken), cancellationToken);

    /// <summary>One-step forecasts of many series on threads of the pool.</summary>
    /// <inheritdoc cref="FittedValues(IReadOnlyList{TimeSeries}, IProgress{double}, CancellationToken)"/>
    public Task<IReadOnlyList<TimeSeries>> FittedValuesAsync(
        IReadOnlyList<TimeSeries> series, IProgress<double>? progress = null, CancellationToken cancellationToken = default) =>
        Task.Run(() => FittedValues(series, progress, cancellationToken), cancellationToken);

    /// <summary><see cref="CalibrateIntervals"/> on threads of the pool.</summary>
    /// <inheritdoc cref="CalibrateIntervals"/>
    public Task<TrainedForecaster> CalibrateIntervalsAsync(
        IReadOnlyList<TimeSeries> calibration,
        RollingCutoffs cutoffs,
        IProgress<double>? progress = null,
        CancellationToken cancellationToken = default) =>
        Task.Run(() => CalibrateIntervals(calibration, cutoffs, progress, cancellationToken), cancellationToken);
}
