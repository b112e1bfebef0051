using LstmForecast.Tuning;

namespace LstmForecast.Tests.Tuning;

/// <summary>Searches whose scores are known beforehand: nothing is trained.</summary>
internal static class Fake
{
    public static readonly SeriesSet Series = new(new TimeSeries("A", [1, 2, 3]));

    public static readonly HyperparameterSearchOptions Options =
        new() { Backtest = new BacktestOptions { Cutoffs = new RollingCutoffs { Horizon = 1, Count = 1 } }, Trials = 9 };

    /// <summary>Units from 1 to 1000: what is drawn tells where a candidate stands.</summary>
    public static SearchSpace Units(TrainingOptions? training = null) =>
        SearchSpace.From(new ForecasterOptions { HiddenSizes = [1001] }, training ?? new LbfgsTraining { Epochs = 18 })
            .Choice("units", Enumerable.Range(1, 1000), WithUnits);

    public static SearchCandidate WithUnits(SearchCandidate candidate, int units) =>
        candidate with { Forecaster = candidate.Forecaster with { HiddenSizes = [units] } };

    public static int UnitsOf(SearchCandidate candidate) => candidate.Forecaster.HiddenSizes[0];

    public static TrialScore Score(double value) => new(value, StandardError: value / 10, ("naive", 500));

    /// <summary>A search in which the fewest units are best.</summary>
    public static HyperparameterSearch Search(HyperparameterSearchOptions options, Func<SearchCandidate, CancellationToken, double>? score = null) =>
        new(options, (candidate, _, token) => Score(score is null ? UnitsOf(candidate) : score(candidate, token)));
}
