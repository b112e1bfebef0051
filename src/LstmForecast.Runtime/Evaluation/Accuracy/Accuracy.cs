namespace LstmForecast;

/// <summary>How accurate one method's point forecasts are over a pool of them. Immutable.</summary>
public sealed record Accuracy
{
    /// <summary>What forecast: the model or a baseline.</summary>
    public required string Method { get; init; }

    /// <summary>How many forecast values were compared with an observation.</summary>
    public required long PointCount { get; init; }

    /// <summary>MAE, in the units of the series.</summary>
    public required double MeanAbsoluteError { get; init; }

    /// <summary>RMSE, in the units of the series.</summary>
    public required double RootMeanSquaredError { get; init; }

    /// <summary>MAPE, in percent; infinite where an observation is 0 and its forecast is not.</summary>
    public required double MeanAbsolutePercentageError { get; init; }

    /// <summary>sMAPE, in percent.</summary>
    public required double SymmetricMeanAbsolutePercentageError { get; init; }

    /// <summary>WAPE, in percent.</summary>
    public required double WeightedAbsolutePercentageError { get; init; }

    /// <summary>
    /// MASE: the mean of every absolute error in terms of its own series' scale. NaN where no series has a scale above 0.
    /// </summary>
    public required double MeanAbsoluteScaledError { get; init; }

    /// <summary>
    /// RMSSE: the root of the mean of every squared error in terms of its own series' scale. NaN where no series has a
    /// scale above 0.
    /// </summary>
    public required double RootMeanSquaredScaledError { get; init; }

    /// <summary>One of the measures.</summary>
    /// <param name="measure">Which one.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such measure.</exception>
    public double this[AccuracyMeasure measure] => measure switch
    {
        AccuracyMeasure.MeanAbsoluteError => MeanAbsoluteError,
        AccuracyMeasure.RootMeanSquaredError => RootMeanSquaredError,
        AccuracyMeasure.MeanAbsolutePercentageError => MeanAbsolutePercentageError,
        AccuracyMeasure.SymmetricMeanAbsolutePercentageError => SymmetricMeanAbsolutePercentageError,
        AccuracyMeasure.WeightedAbsolutePercentageError => WeightedAbsolutePercentageError,
        AccuracyMeasure.MeanAbsoluteScaledError => MeanAbsoluteScaledError,
        AccuracyMeasure.RootMeanSquaredScaledError => RootMeanSquaredScaledError,
        _ => throw new ArgumentOutOfRangeException(nameof(measure), measure, "There is no such measure."),
    };
}
