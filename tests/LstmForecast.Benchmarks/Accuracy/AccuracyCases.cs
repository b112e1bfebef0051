namespace LstmForecast.Benchmarks;

/// <summary>
/// The cases of the accuracy benchmark. Their options were chosen by backtests inside the training part: what comes
/// after it was not looked at (<c>accuracy --inside</c> makes such backtests).
/// </summary>
internal static class AccuracyCases
{
    private const AccuracyMeasure Rmse = AccuracyMeasure.RootMeanSquaredError;
    private const AccuracyMeasure Mape = AccuracyMeasure.MeanAbsolutePercentageError;
    private const AccuracyMeasure Mase = AccuracyMeasure.MeanAbsoluteScaledError;

    public static IReadOnlyList<AccuracyCase> All { get; } =
    [
        new("air-passengers-1", "air-passengers", Test: 48, Horizon: 1, Rmse, Season: 12, Recursive(
            Transform.Log, Transform.SeasonalMeanResidual(12, 3), Transform.Standardize)),
        new("air-passengers-12", "air-passengers", Test: 48, Horizon: 12, Rmse, Season: 12, Recursive(
            Transform.Log, Transform.SeasonalNaiveResidual(12), Transform.Standardize)),
        new("co2-12", "co2", Test: 96, Horizon: 12, Rmse, Season: 12, Recursive(
            Transform.SeasonalMeanResidual(12, 10), Transform.Difference(), Transform.Standardize)),
        new("nottem-12", "nottem", Test: 60, Horizon: 12, Rmse, Season: 12, Recursive(
            Transform.SeasonalMeanResidual(12, 10), Transform.Standardize)),
        // A cycle of about eleven years, of no fixed length: the season is that of the table of others' figures. Its
        // networks differ most, so there are more of them.
        new("sunspots-12", "sunspots", Test: 564, Horizon: 12, Rmse, Season: 132, Direct(
            12, Transform.BoxCox(0.5), Transform.Standardize) with
        { EnsembleSize = 10 }),
        new("taylor-48", "taylor", Test: 1344, Horizon: 48, Mape, Season: 336, Recursive(
            Transform.Log, Transform.SeasonalNaiveResidual(48), Transform.SeasonalNaiveResidual(336), Transform.Standardize)),
        new("us-births-30", "us-births", Test: 730, Horizon: 30, Mase, Season: 7, Direct(
            30, Transform.SeasonalNaiveResidual(364), Transform.Standardize)),
    ];

    private static ForecasterOptions Recursive(params Transform[] transforms) => new()
    {
        HiddenSizes = [32],
        Transforms = transforms,
        EnsembleSize = 5,
    };

    private static ForecasterOptions Direct(int horizon, params Transform[] transforms) =>
        Recursive(transforms) with { Horizon = horizon };
}
