namespace LstmForecast.Evaluation;

/// <summary>What the measures of quantiles need to know of them, whatever their number.</summary>
internal sealed class QuantileSums(QuantileLevels levels)
{
    private readonly double[] _losses = new double[levels.Values.Length];
    private readonly long[] _below = new long[levels.Values.Length];
    private readonly long[] _inside = new long[levels.Intervals.Length];
    private readonly double[] _widths = new double[levels.Intervals.Length];
    private long _points;
    private double _observed;

    /// <summary>Adds one observation and its quantiles, one a level.</summary>
    public void Add(double observed, ReadOnlySpan<double> quantiles)
    {
        _points++;
        _observed += Math.Abs(observed);
        for (int k = 0; k < levels.Values.Length; k++)
        {
            _losses[k] += Metrics.Pinball(observed, quantiles[k], levels.Values[k]);
            if (observed <= quantiles[k]) _below[k]++;
        }

        for (int pair = 0; pair < levels.Intervals.Length; pair++)
        {
            (int lower, int upper) = levels.Intervals[pair];
            if (quantiles[lower] <= observed && observed <= quantiles[upper]) _inside[pair]++;
            _widths[pair] += quantiles[upper] - quantiles[lower];
        }
    }

    public void Add(QuantileSums other)
    {
        _points += other._points;
        _observed += other._observed;
        for (int k = 0; k < levels.Values.Length; k++)
        {
            _losses[k] += other._losses[k];
            _below[k] += other._below[k];
        }

        for (int pair = 0; pair < _inside.Length; pair++)
        {
            _inside[pair] += other._inside[pair];
            _widths[pair] += other._widths[pair];
        }
    }

    public DistributionAccuracy ToAccuracy()
    {
        double points = _points;
        double score = 2 * _losses.Sum() / levels.Values.Length;
        return new DistributionAccuracy
        {
            PointCount = _points,
            ContinuousRankedProbabilityScore = score / points,
            WeightedQuantileLoss = _points == 0 ? double.NaN : Metrics.Relative(score, _observed),
            Quantiles =
            [
                .. levels.Values.Select((level, k) => new QuantileAccuracy(level, _losses[k] / points, _below[k] / points)),
            ],
            Intervals =
            [
                .. levels.Intervals.Select((ends, pair) => new IntervalAccuracy(
                    levels.Between(ends), _inside[pair] / points, _widths[pair] / points)),
            ],
        };
    }
}
