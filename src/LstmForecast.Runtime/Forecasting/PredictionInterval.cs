using LstmForecast.Model;

namespace LstmForecast;

/// <summary>A forecast of one value and the interval around it, in the units of the series.</summary>
/// <param name="Point">The forecast.</param>
/// <param name="Lower">The lower end; of a stream minus infinity while too few errors are known.</param>
/// <param name="Upper">The upper end.</param>
public readonly record struct PredictionInterval(double Point, double Lower, double Upper)
{
    /// <summary>The interval with all that lies beyond bounds cut; null for none.</summary>
    internal PredictionInterval Within(ValueBounds? bounds) =>
        bounds is null ? this : new(bounds.Clamp(Point), bounds.Clamp(Lower), bounds.Clamp(Upper));
}
