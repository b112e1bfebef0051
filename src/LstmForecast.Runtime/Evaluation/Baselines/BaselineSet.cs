namespace LstmForecast.Evaluation;

/// <summary>The baselines that every report shows, and their names.</summary>
internal static class BaselineSet
{
    public const string Naive = "naive";
    public const string SeasonalNaive = "seasonal naive";
    public const string Drift = "drift";
    public const string SeasonalMean = "seasonal mean";
    public const string Mean = "mean";

    /// <summary>The baselines of a season, those that copy an observation first.</summary>
    public static IReadOnlyList<string> Names(int seasonLength) =>
        seasonLength == 1 ? [Naive, Drift, Mean] : [Naive, SeasonalNaive, Drift, SeasonalMean];

    /// <summary>How many of the baselines copy an observation.</summary>
    public static int Copies(int seasonLength) => seasonLength == 1 ? 1 : 2;

    public static IBaseline[] Create(double[] values, int seasonLength) =>
        seasonLength == 1
            ? [new SeasonalNaiveBaseline(values, 1), new DriftBaseline(values), new SeasonalMeanBaseline(values, 1)]
            :
            [
                new SeasonalNaiveBaseline(values, 1), new SeasonalNaiveBaseline(values, seasonLength),
                new DriftBaseline(values), new SeasonalMeanBaseline(values, seasonLength),
            ];
}
