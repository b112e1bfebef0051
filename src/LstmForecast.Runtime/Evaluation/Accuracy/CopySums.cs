namespace LstmForecast.Evaluation;

/// <summary>
/// How near forecasts of one horizon step are to an earlier observation; the rule is <see cref="LaggedCopy"/>'s.
/// </summary>
internal struct CopySums
{
    private const int FewestPoints = 10;
    private const double Near = .2;
    private const double HalfWay = .5;

    private long _points;
    private double _away;
    private double _move;
    private double _error;

    public void Add(double observed, double forecast, double copied, double scale)
    {
        _points++;
        _away += Math.Abs(forecast - copied) / scale;
        _move += Math.Abs(observed - copied) / scale;
        _error += Math.Abs(observed - forecast) / scale;
    }

    /// <summary>How far the forecasts go in terms of how far the series goes.</summary>
    public readonly double Distance => _away / _move;

    public readonly bool IsCopy =>
        _points >= FewestPoints
        && _move > 0
        && (_away < Near * _move || (_away < HalfWay * _move && _error >= _move));
}
