using LstmForecast.Unrolling;

namespace LstmForecast.Forecasting;

/// <summary>Where forecasts start, checked.</summary>
/// <param name="Histories">The series, up to the forecast.</param>
/// <param name="Known">Of each the covariates known ahead in the steps after it; null for a model without.</param>
internal readonly record struct ForecastStarts(FilledHistory[] Histories, TimeSeries[]? Known);
