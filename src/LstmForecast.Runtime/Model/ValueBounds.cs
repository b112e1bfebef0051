using LstmForecast.Series;

namespace LstmForecast.Model;

/// <summary>Between which values forecasts lie, in the units of the series; both ends included.</summary>
/// <param name="Lower">None is below it; null for no bound.</param>
/// <param name="Upper">None is above it; null for no bound.</param>
internal sealed record ValueBounds(double? Lower, double? Upper)
{
    /// <returns>Null where there is neither.</returns>
    public static ValueBounds? Of(double? lower, double? upper) => lower is null && upper is null ? null : new(lower, upper);

    /// <summary>The value itself, or the bound that it lies beyond; not a number stays so.</summary>
    public double Clamp(double value) => value < Lower ? Lower.Value : value > Upper ? Upper.Value : value;

    /// <summary><see cref="Clamp(double)"/> of each.</summary>
    public void Clamp(Span<double> values)
    {
        foreach (ref double value in values) value = Clamp(value);
    }

    /// <summary>Rejects what a file may hold but no options can say.</summary>
    public bool IsValid() => IsPossible(Lower) && IsPossible(Upper) && !(Lower >= Upper);

    /// <summary>Whether a value may be a bound; so may none.</summary>
    public static bool IsPossible(double? bound) => bound is null || Math.Abs(bound.Value) <= SeriesChecks.LargestValue;
}
