using LstmForecast.Checks;
using LstmForecast.Tuning;

namespace LstmForecast;

/// <summary>
/// Looks for good options: draws them from a space, scores each by the same backtest, and keeps a table of all trials.
/// </summary>
/// <remarks>
/// The score is an error on the end of the series given, after cutoffs whose past alone everything was fitted to. What is
/// best among many is so by luck too: keep a test part that the search is not given, and judge what it found by that.
/// </remarks>
public sealed class HyperparameterSearch
{
    private readonly Func<SearchCandidate, SeriesSet, CancellationToken, TrialScore> _score;

    /// <summary>Checks the options and keeps them.</summary>
    /// <param name="options">How the search goes.</param>
    /// <exception cref="ArgumentException">The options lie out of range; all that do are listed.</exception>
    public HyperparameterSearch(HyperparameterSearchOptions options)
        : this(options, (candidate, series, token) => TrialScorer.Score(candidate, options.Backtest, series, token))
    {
    }

    internal HyperparameterSearch(HyperparameterSearchOptions options, Func<SearchCandidate, SeriesSet, CancellationToken, TrialScore> score)
    {
        OptionCheck.ThrowIfInvalid(options, nameof(options));
        Options = options;
        _score = score;
    }

    /// <summary>How the search goes.</summary>
    public HyperparameterSearchOptions Options { get; }

    /// <summary>Tries options.</summary>
    /// <param name="train">
    /// The series to fit to and to score on; what the result will be tested on must not be among them.
    /// </param>
    /// <param name="space">What to try; <see cref="SearchSpace.Default"/> if nothing better is known.</param>
    /// <param name="progress">Told of every trial that ends, on this thread.</param>
    /// <param name="cancellationToken">
    /// Stops the search with an exception; what ended before is known to <paramref name="progress"/> alone.
    /// </param>
    /// <exception cref="ArgumentException">There is no series.</exception>
    /// <exception cref="InvalidOperationException">Every trial failed; the message has the first one's error.</exception>
    /// <exception cref="TimeoutException">The time was up before any trial was finished.</exception>
    /// <exception cref="OperationCanceledException">The search was cancelled.</exception>
    public SearchResult Run(
        SeriesSet train, SearchSpace space, IProgress<SearchTrial>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(space);
        if (train.Count == 0) throw new ArgumentException("There is no series to search with; pass at least one.", nameof(train));
        cancellationToken.ThrowIfCancellationRequested();
        return new SearchRun(Options, space, (candidate, token) => _score(candidate, train, token), progress)
            .Run(cancellationToken);
    }

    /// <summary><see cref="Run"/> on a thread of its own.</summary>
    /// <inheritdoc cref="Run"/>
    public async Task<SearchResult> RunAsync(
        SeriesSet train, SearchSpace space, IProgress<SearchTrial>? progress = null, CancellationToken cancellationToken = default) =>
        // Awaited, so that the task of a search that was cancelled is cancelled too, not faulted.
        await Task.Factory.StartNew(
            () => Run(train, space, progress, cancellationToken),
            cancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default).ConfigureAwait(false);
}
