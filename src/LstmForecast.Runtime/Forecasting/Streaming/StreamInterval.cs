namespace LstmForecast;

/// <summary>An interval around a forecast of a stream, in the units of the series.</summary>
/// <param name="Point">The forecast.</param>
/// <param name="Lower">The lower end; minus infinity while too few errors are known, or the level has risen to 1.</param>
/// <param name="Upper">The upper end, as far from the forecast.</param>
public readonly record struct StreamInterval(double Point, double Lower, double Upper);
