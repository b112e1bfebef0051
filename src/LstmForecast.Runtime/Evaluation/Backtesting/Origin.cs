using LstmForecast.Forecasting;
using LstmForecast.Unrolling;

namespace LstmForecast.Evaluation;

/// <summary>A forecast as it is kept: as numbers, of which a <see cref="Forecast"/> is made when it is asked for.</summary>
/// <param name="Model">What forecast.</param>
/// <param name="Count">The points before the cutoff.</param>
/// <param name="Values">The forecast.</param>
/// <param name="Scales">The local scale of each target; empty for a model without calibration.</param>
internal readonly record struct Origin(TrainedForecaster Model, int Count, ForecastValues Values, double[] Scales)
{
    public Forecast ToForecast(TimeSeries series) => Model.Forecasts.Of(
        series,
        Count,
        Values,
        Model.Definition.Intervals is { } calibration ? new ForecastIntervals(calibration, Scales, Model.Definition.Bounds) : null);
}
