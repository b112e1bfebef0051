namespace LstmForecast.Evaluation;

/// <summary>What one forecast value adds to the sums: worked out once, for the step's and the series' sums.</summary>
internal readonly struct PointError(double observed, double forecast, SeriesScale scale)
{
    public readonly double Observed = Math.Abs(observed);
    public readonly double Absolute = Math.Abs(observed - forecast);
    public readonly double Percentage = Metrics.PercentageError(observed, forecast);
    public readonly double Symmetric = Metrics.SymmetricPercentageError(observed, forecast);
    public readonly SeriesScale Scale = scale;
}

/// <summary>What the errors of a series are divided by in MASE and in RMSSE.</summary>
internal readonly record struct SeriesScale(double Absolute, double Squared)
{
    /// <summary>False for a training part that repeats itself, or of which too much is missing.</summary>
    public bool IsPositive => Absolute > 0 && Squared > 0 && double.IsFinite(Squared);
}
