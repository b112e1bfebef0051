namespace LstmForecast;

/// <summary>How good a model's quantiles are over a pool of forecasts. Immutable.</summary>
public sealed record DistributionAccuracy
{
    /// <summary>How many forecast values were compared with an observation.</summary>
    public required long PointCount { get; init; }

    /// <summary>
    /// CRPS from the quantiles, in the units of the series: comparable with the mean absolute error of a point
    /// forecast. Twice the mean of the <see cref="Quantiles"/>' losses.
    /// </summary>
    public required double ContinuousRankedProbabilityScore { get; init; }

    /// <summary>The same in terms of the mean observation, see <see cref="Metrics.WeightedQuantileLoss"/>.</summary>
    public required double WeightedQuantileLoss { get; init; }

    /// <summary>Each level's loss.</summary>
    public required IReadOnlyList<QuantileAccuracy> Quantiles { get; init; }

    /// <summary>The intervals between levels as far from 0 as from 1, the widest first.</summary>
    public required IReadOnlyList<IntervalAccuracy> Intervals { get; init; }
}

/// <summary>How good the quantiles of one level are. Immutable.</summary>
/// <param name="Level">The level, between 0 and 1.</param>
/// <param name="Loss">The mean quantile loss, in the units of the series, see <see cref="Metrics.QuantileLoss"/>.</param>
/// <param name="Share">The share of observations at or below the quantile: near the level where it is calibrated.</param>
public sealed record QuantileAccuracy(double Level, double Loss, double Share);

/// <summary>How good the intervals of one level are. Immutable.</summary>
/// <param name="Level">The share of observations that they should hold, between 0 and 1.</param>
/// <param name="Coverage">The share of observations that they do hold, see <see cref="Metrics.Coverage"/>.</param>
/// <param name="Width">Their mean width, in the units of the series, see <see cref="Metrics.IntervalWidth"/>.</param>
public sealed record IntervalAccuracy(double Level, double Coverage, double Width);
