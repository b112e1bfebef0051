using LstmForecast.Transforms;
using LstmForecast.Windows;
using static TorchSharp.torch;

namespace LstmForecast.Training;

/// <summary>How a network does on series it does not learn from, fed with observations and running freely.</summary>
internal sealed class Validator : IDisposable
{
    private readonly SeriesSet _series;
    private readonly double _warmup;
    private readonly TeacherForcedBatch _batch;
    private readonly IBatchLoss _loss;

    public Validator(
        SeriesSet series, TransformPipeline transforms, ScalarType type, Device device, double warmup, IBatchLoss loss)
    {
        _loss = loss;
        _series = series;
        _warmup = warmup;
        _batch = TeacherForcedBatch.Create([.. series.Select(transforms.Apply)], type, device);
    }

    public double TeacherForcedLoss(CancellationToken cancellationToken) => _loss.Evaluate(_batch, cancellationToken);

    /// <summary>Root mean squared error over all steps after the warm-up; null if no series has any.</summary>
    public double? FreeRunningError(TrainedForecaster model)
    {
        double[] squares = new double[_series.Count];
        int[] counts = new int[_series.Count];
        Parallel.For(0, _series.Count, i =>
        {
            TimeSeries series = _series[i];
            int warmup = Math.Max(model.MinimumHistory, (int)(_warmup * series.Length));
            if (warmup >= series.Length) return;
            Forecast forecast = model.Forecast(series[..warmup], series.Length - warmup);
            counts[i] = forecast.Values.Length;
            squares[i] = counts[i] * Metrics.MeanSquaredError(series[warmup..].Values, forecast.Values);
        });
        return counts.Sum() == 0 ? null : Math.Sqrt(squares.Sum() / counts.Sum());
    }

    public void Dispose() => _batch.Dispose();
}
