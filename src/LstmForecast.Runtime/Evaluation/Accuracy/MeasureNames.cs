namespace LstmForecast.Evaluation;

/// <summary>What tables call the measures.</summary>
internal static class MeasureNames
{
    public static IReadOnlyList<AccuracyMeasure> All { get; } = Enum.GetValues<AccuracyMeasure>();

    public static string Short(AccuracyMeasure measure) => measure switch
    {
        AccuracyMeasure.MeanAbsoluteError => "MAE",
        AccuracyMeasure.RootMeanSquaredError => "RMSE",
        AccuracyMeasure.MeanAbsolutePercentageError => "MAPE %",
        AccuracyMeasure.SymmetricMeanAbsolutePercentageError => "sMAPE %",
        AccuracyMeasure.WeightedAbsolutePercentageError => "WAPE %",
        AccuracyMeasure.MeanAbsoluteScaledError => "MASE",
        AccuracyMeasure.RootMeanSquaredScaledError => "RMSSE",
        _ => throw new ArgumentOutOfRangeException(nameof(measure), measure, "There is no such measure."),
    };
}
