using LstmForecast.Checks;

namespace LstmForecast;

/// <summary>How an <see cref="HyperparameterSearch"/> goes. Immutable.</summary>
public sealed record HyperparameterSearchOptions : ICheckedOptions
{
    /// <summary>
    /// What scores a trial: the error of its forecasts in <see cref="BacktestOptions.Measure"/>, from the same cutoffs for
    /// all trials. Where several channels are forecast, the mean of theirs.
    /// </summary>
    public required BacktestOptions Backtest { get; init; }

    /// <summary>How the time is spent. Default: random search.</summary>
    public SearchMethod Method { get; init; }

    /// <summary>
    /// How many different options are tried, at least 1; the first are those that the space starts from. Default: 20.
    /// Fewer are where the space has no more.
    /// </summary>
    public int Trials { get; init; } = 20;

    /// <summary>
    /// How long the search may take, above 0: then the trial at work is cancelled, and the best one so far is the result.
    /// Default: null, until all trials are done.
    /// </summary>
    public TimeSpan? TimeBudget { get; init; }

    /// <summary>
    /// What options are drawn from. Default: 0. The same seed gives the same trials, whatever the time budget and the
    /// number of threads; a shorter time leaves the last ones out.
    /// </summary>
    public long Seed { get; init; }

    /// <summary>
    /// One of so many trials goes on to the next rung of successive halving, where it is trained so many times longer; at
    /// least 2. Default: 3.
    /// </summary>
    public int Eta { get; init; } = 3;

    /// <summary>
    /// The rungs of successive halving, at least 2. On the last one trials are trained for all their epochs, on the one
    /// before for one of <see cref="Eta"/>, and so on. Default: 3.
    /// </summary>
    public int Rungs { get; init; } = 3;

    void ICheckedOptions.AddProblems(OptionCheck check)
    {
        check.NotNull(Backtest, "say from where to forecast");
        check.Nested(Backtest);
        check.Known(Method);
        check.AtLeast(1, Trials);
        check.Require(!(TimeBudget <= TimeSpan.Zero), TimeBudget, "above 0, or null for no limit");
        check.Require(!(TimeBudget > MostTime), TimeBudget, $"at most {MostTime}, or null for no limit");
        check.AtLeast(2, Eta);
        if (Rungs < 2) check.Add(nameof(Rungs), $"is {Rungs}; it must be at least 2. For a single rung set Method to Random.");
    }

    /// <summary>What a timer can count.</summary>
    private static TimeSpan MostTime => TimeSpan.FromDays(40);
}
