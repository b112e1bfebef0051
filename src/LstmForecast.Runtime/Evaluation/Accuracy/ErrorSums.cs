namespace LstmForecast.Evaluation;

/// <summary>What the measures of one method need to know of its errors, whatever their number.</summary>
internal struct ErrorSums
{
    private long _points;
    private double _absolute;
    private double _squared;
    private double _percentage;
    private double _symmetric;
    private double _observed;
    private long _scaledPoints;
    private double _scaled;
    private double _squaredScaled;

    public void Add(in PointError error)
    {
        _points++;
        _absolute += error.Absolute;
        _squared += error.Absolute * error.Absolute;
        _percentage += error.Percentage;
        _symmetric += error.Symmetric;
        _observed += error.Observed;
        if (!error.Scale.IsPositive) return;
        _scaledPoints++;
        _scaled += error.Absolute / error.Scale.Absolute;
        _squaredScaled += error.Absolute * error.Absolute / error.Scale.Squared;
    }

    public void Add(in ErrorSums other)
    {
        _points += other._points;
        _absolute += other._absolute;
        _squared += other._squared;
        _percentage += other._percentage;
        _symmetric += other._symmetric;
        _observed += other._observed;
        _scaledPoints += other._scaledPoints;
        _scaled += other._scaled;
        _squaredScaled += other._squaredScaled;
    }

    // Nothing to measure is 0 / 0, NaN.
    public readonly Accuracy ToAccuracy(string method) => new()
    {
        Method = method,
        PointCount = _points,
        MeanAbsoluteError = _absolute / _points,
        RootMeanSquaredError = Math.Sqrt(_squared / _points),
        MeanAbsolutePercentageError = _percentage / _points,
        SymmetricMeanAbsolutePercentageError = _symmetric / _points,
        WeightedAbsolutePercentageError = _points == 0 ? double.NaN : 100 * Metrics.Relative(_absolute, _observed),
        MeanAbsoluteScaledError = _scaled / _scaledPoints,
        RootMeanSquaredScaledError = Math.Sqrt(_squaredScaled / _scaledPoints),
    };
}
