namespace LstmForecast;

/// <summary>A measure of point forecasts, see <see cref="Metrics"/>. Smaller is better in all of them.</summary>
public enum AccuracyMeasure
{
    /// <summary>MAE, in the units of the series.</summary>
    MeanAbsoluteError,

    /// <summary>RMSE, in the units of the series.</summary>
    RootMeanSquaredError,

    /// <summary>MAPE, in percent.</summary>
    MeanAbsolutePercentageError,

    /// <summary>sMAPE, in percent.</summary>
    SymmetricMeanAbsolutePercentageError,

    /// <summary>WAPE, in percent.</summary>
    WeightedAbsolutePercentageError,

    /// <summary>MASE, without unit.</summary>
    MeanAbsoluteScaledError,

    /// <summary>RMSSE, without unit.</summary>
    RootMeanSquaredScaledError,
}
