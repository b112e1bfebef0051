using LstmForecast.Tuning;

namespace LstmForecast;

/// <summary>What a search found. Immutable.</summary>
public sealed record SearchResult
{
    /// <summary>How the search went.</summary>
    public required HyperparameterSearchOptions Options { get; init; }

    /// <summary>The names of what was varied.</summary>
    public required IReadOnlyList<string> Dimensions { get; init; }

    /// <summary>All trials in the order in which they ended.</summary>
    public required IReadOnlyList<SearchTrial> Trials { get; init; }

    /// <summary>The trial of the lowest score, on whatever rung; of those that tie the first.</summary>
    public required SearchTrial Best { get; init; }

    /// <summary>
    /// The best baseline on the same points, and its error in the same measure: what trials must beat to be worth anything.
    /// </summary>
    public required (string Name, double Score) Baseline { get; init; }

    /// <summary>Whether all trials were made, and the time budget did not cut the search short.</summary>
    public required bool IsComplete { get; init; }

    /// <summary>The best trial's options.</summary>
    public ForecasterOptions Forecaster => Best.Candidate.Forecaster;

    /// <summary>The best trial's training.</summary>
    public TrainingOptions Training => Best.Candidate.Training;

    /// <summary>
    /// The trials as text in columns, the best ones first, the best baseline among them, with a dot as decimal point
    /// everywhere: for people.
    /// </summary>
    /// <param name="most">How many trials are shown at most. Default: all.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="most"/> is negative.</exception>
    public string ToTable(int most = int.MaxValue)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(most);
        return SearchTable.Of(this, most);
    }
}
