using LstmForecast.Checks;
using LstmForecast.Model;
using LstmForecast.Series;

namespace LstmForecast;

/// <summary>
/// The part that each channel of the series plays, and what else a network is told: every channel that is not named here is
/// a target. Immutable.
/// </summary>
public sealed record DataOptions : ICheckedOptions
{
    /// <summary>
    /// The channels that inform and are known up to the cutoff only; they need a
    /// <see cref="ForecasterOptions.Horizon"/>, as the recursive strategy would have to know them ahead. Default: none.
    /// </summary>
    public IReadOnlyList<string> PastCovariates { get; init; } = [];

    /// <summary>
    /// The channels that inform and are known ahead, for the whole horizon: prices, holidays. Default: none.
    /// </summary>
    public IReadOnlyList<string> KnownCovariates { get; init; } = [];

    /// <summary>
    /// What the timestamps tell of each time step, known ahead: hour, weekday, holidays. Default: none. Needs series with
    /// timestamps.
    /// </summary>
    public IReadOnlyList<CalendarFeature> Calendar { get; init; } = [];

    /// <summary>
    /// What is done where a target was not observed, and where a covariate was not. Default: an error that names the place.
    /// </summary>
    public MissingValues Missing { get; init; } = MissingValues.Error;

    /// <summary>
    /// The least value of every target, in the units of the series: no forecast, quantile, path or end of an interval lies
    /// below it; what would is the bound itself. 0 for what cannot be negative. It cuts what is told: steps of a recursive
    /// forecast build on each other as without it. Training values below it are an error. Default: null, no bound.
    /// </summary>
    public double? LowerBound { get; init; }

    /// <summary>The largest value of every target, as <see cref="LowerBound"/> is the least. Default: null, no bound.</summary>
    public double? UpperBound { get; init; }

    /// <summary>Whether a channel is forecast.</summary>
    internal bool IsTarget(string channel) => !PastCovariates.Contains(channel) && !KnownCovariates.Contains(channel);

    internal ValueBounds? Bounds => ValueBounds.Of(LowerBound, UpperBound);

    void ICheckedOptions.AddProblems(OptionCheck check)
    {
        bool isPastList = check.NoNulls(PastCovariates, "use an empty list for none");
        bool isKnownList = check.NoNulls(KnownCovariates, "use an empty list for none");
        if (isPastList) Twice(check, nameof(PastCovariates), PastCovariates);
        if (isKnownList) Twice(check, nameof(KnownCovariates), KnownCovariates);
        if (isPastList && isKnownList && PastCovariates.Intersect(KnownCovariates).FirstOrDefault() is { } both)
            check.Add(nameof(PastCovariates), $"and KnownCovariates both name the channel '{both}'; name it in one of them.");
        check.NoNulls(Calendar, "use an empty list for none");
        check.NotNull(Missing, "leave it out for an error where a value is missing");
        Bound(check, LowerBound, nameof(LowerBound));
        Bound(check, UpperBound, nameof(UpperBound));
        if (LowerBound >= UpperBound)
            check.Add(nameof(LowerBound), FormattableString.Invariant($"is {LowerBound}; it must be below UpperBound ({UpperBound})."));
    }

    private static void Bound(OptionCheck check, double? bound, string property) => check.Require(
        ValueBounds.IsPossible(bound),
        bound,
        FormattableString.Invariant($"within ±{SeriesChecks.LargestValue}, or null for none"),
        property);

    private static void Twice(OptionCheck check, string property, IReadOnlyList<string> channels)
    {
        foreach ((string channel, int count) in channels.CountBy(channel => channel))
        {
            if (count > 1) check.Add(property, $"names the channel '{channel}' {count} times; name it once.");
        }
    }
}
