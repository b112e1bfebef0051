using LstmForecast.Training;

namespace LstmForecast;

/// <summary>How an <see cref="OptionSearch"/> goes. Immutable.</summary>
public sealed record SearchOptions
{
    /// <summary>
    /// What scores a trial: the error of its forecasts in <see cref="BacktestOptions.Measure"/>, from the same cutoffs for
    /// all trials. Where several channels are forecast, the mean of theirs.
    /// </summary>
    public required BacktestOptions Backtest { get; init; }

    /// <summary>How the time is spent. Default: random search.</summary>
    public SearchKind Kind { get; init; }

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

    internal void Validate()
    {
        var problems = new List<string>();
        if (Backtest is null) problems.Add("Backtest is null; say from where to forecast.");
        else problems.AddRange(Backtest.Problems().Select(problem => $"Backtest: {problem}"));
        if (!Enum.IsDefined(Kind)) problems.Add($"Kind has the unknown value {Kind}.");
        if (Trials < 1) problems.Add($"Trials is {Trials}; it must be at least 1.");
        if (TimeBudget <= TimeSpan.Zero) problems.Add($"TimeBudget is {TimeBudget}; it must be above 0, or null for no limit.");
        if (TimeBudget > MostTime) problems.Add($"TimeBudget is {TimeBudget}; it must be at most {MostTime}, or null for no limit.");
        if (Eta < 2) problems.Add($"Eta is {Eta}; it must be at least 2.");
        if (Rungs < 2) problems.Add($"Rungs is {Rungs}; it must be at least 2. For a single rung set Kind to Random.");
        OptionProblems.ThrowIfAny(nameof(SearchOptions), problems);
    }

    /// <summary>What a timer can count.</summary>
    private static TimeSpan MostTime => TimeSpan.FromDays(40);
}
