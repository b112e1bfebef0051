namespace LstmForecast.Benchmarks;

/// <summary>
/// The cases of the accuracy benchmark. Their options were chosen by backtests inside the training part: what comes
/// after it was not looked at (<c>accuracy --inside</c> repeats those backtests).
/// </summary>
internal static class AccuracyCases
{
    public static IReadOnlyList<AccuracyCase> All { get; } =
    [
        new()
        {
            Name = "air-passengers-1",
            File = "air-passengers",
            Test = 48,
            Horizon = 1,
            Measure = AccuracyMeasure.RootMeanSquaredError,
            Season = 12,
            Options = Recursive(Transform.Log, Transform.SeasonalMeanResidual(12, 3), Transform.Standardize),
        },
        new()
        {
            Name = "air-passengers-12",
            File = "air-passengers",
            Test = 48,
            Horizon = 12,
            Measure = AccuracyMeasure.RootMeanSquaredError,
            Season = 12,
            Options = Recursive(Transform.Log, Transform.SeasonalNaiveResidual(12), Transform.Standardize),
        },
        new()
        {
            Name = "co2-12",
            File = "co2",
            Test = 96,
            Horizon = 12,
            Measure = AccuracyMeasure.RootMeanSquaredError,
            Season = 12,
            Options = Recursive(Transform.SeasonalMeanResidual(12, 10), Transform.Difference(), Transform.Standardize),
        },
        new()
        {
            Name = "nottem-12",
            File = "nottem",
            Test = 60,
            Horizon = 12,
            Measure = AccuracyMeasure.RootMeanSquaredError,
            Season = 12,
            Options = Recursive(Transform.SeasonalMeanResidual(12, 10), Transform.Standardize),
        },
        new()
        {
            Name = "sunspots-12",
            File = "sunspots",
            Test = 564,
            Horizon = 12,
            Measure = AccuracyMeasure.RootMeanSquaredError,
            // A cycle of about eleven years, of no fixed length: what the table of others' figures uses.
            Season = 132,
            Options = Direct(12, Transform.BoxCox(0.5), Transform.Standardize),
        },
        new()
        {
            Name = "taylor-48",
            File = "taylor",
            Test = 1344,
            Horizon = 48,
            Measure = AccuracyMeasure.MeanAbsolutePercentageError,
            Season = 336,
            Options = Recursive(
                Transform.Log, Transform.SeasonalMeanResidual(336, 3), Transform.Difference(), Transform.Standardize),
        },
        new()
        {
            Name = "us-births-30",
            File = "us-births",
            Test = 730,
            Horizon = 30,
            Measure = AccuracyMeasure.MeanAbsoluteScaledError,
            Season = 7,
            Options = Direct(30, Transform.SeasonalNaiveResidual(364), Transform.Standardize),
        },
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
