using System.Diagnostics;

namespace LstmForecast.Tuning;

/// <summary>
/// One run of a search: rung after rung, of which a random search has one. Trials run one after the other, each on all
/// threads of its options.
/// </summary>
internal sealed class SearchRun(
    HyperparameterSearchOptions options,
    SearchSpace space,
    Func<SearchCandidate, CancellationToken, TrialScore> score,
    IProgress<SearchTrial>? progress)
{
    private readonly List<SearchTrial> _trials = [];
    private (string Name, double Score)? _baseline;
    private Exception? _firstError;
    private bool _cutShort;

    public SearchResult Run(CancellationToken cancellationToken)
    {
        using var timeUp = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (options.TimeBudget is TimeSpan budget) timeUp.CancelAfter(budget);
        IReadOnlyList<DrawnCandidate> drawn = space.Draw(options.Trials, options.Seed);
        int rungs = options.Method == SearchMethod.Random ? 1 : options.Rungs;
        int[] alive = [.. Enumerable.Range(0, drawn.Count)];
        for (int rung = 1; rung <= rungs && alive.Length > 0; rung++)
        {
            double share = Math.Pow(options.Eta, rung - rungs);
            var scores = new List<(int Index, double Score)>();
            foreach (int index in alive)
            {
                _cutShort |= timeUp.IsCancellationRequested;
                if (_cutShort) break;
                SearchTrial trial = Try(drawn[index], index + 1, rung, share, cancellationToken, timeUp.Token);
                _trials.Add(trial);
                progress?.Report(trial);
                if (trial.Score is double value) scores.Add((index, value));
            }

            cancellationToken.ThrowIfCancellationRequested();
            if (_cutShort) break;
            // The sort is stable: of those that tie the first go on.
            alive = [.. scores.OrderBy(one => one.Score).Take(Math.Max(1, alive.Length / options.Eta)).Select(one => one.Index).Order()];
        }

        ThrowIfNoneFinished(drawn.Count);
        return new SearchResult
        {
            Options = options,
            Dimensions = space.Dimensions,
            Trials = _trials.AsReadOnly(),
            Best = _trials.Where(trial => trial.Score is not null).MinBy(trial => trial.Score)!,
            Baseline = _baseline!.Value,
            IsComplete = !_cutShort,
        };
    }

    private SearchTrial Try(
        DrawnCandidate drawn, int number, int rung, double share, CancellationToken cancellationToken, CancellationToken timeUp)
    {
        var clock = Stopwatch.StartNew();
        SearchCandidate candidate = drawn.Candidate with { Training = WithShare(drawn.Candidate.Training, share) };
        var trial = new SearchTrial
        {
            Number = number,
            Rung = rung,
            Candidate = candidate,
            Values = drawn.Values,
            Time = TimeSpan.Zero,
            Outcome = SearchTrialOutcome.Cancelled,
        };
        try
        {
            TrialScore found = score(candidate, timeUp);
            _baseline ??= found.Baseline;
            return trial with
            {
                Score = found.Value,
                StandardError = found.StandardError,
                Time = clock.Elapsed,
                Outcome = SearchTrialOutcome.Finished,
            };
        }
        catch (OperationCanceledException) when (timeUp.IsCancellationRequested)
        {
            cancellationToken.ThrowIfCancellationRequested();
            _cutShort = true;
            return trial with { Time = clock.Elapsed };
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            // What one of many options meets with must not cost the others' results.
            _firstError ??= problem;
            return trial with { Time = clock.Elapsed, Outcome = SearchTrialOutcome.Failed, Error = problem.Message };
        }
    }

    private void ThrowIfNoneFinished(int drawn)
    {
        if (_trials.Any(trial => trial.Outcome == SearchTrialOutcome.Finished)) return;
        int failed = _trials.Count(trial => trial.Outcome == SearchTrialOutcome.Failed);
        if (failed == drawn)
        {
            throw new InvalidOperationException(
                $"All {failed} trials failed. The first one: {_firstError!.Message}", _firstError);
        }

        throw new TimeoutException(
            $"The TimeBudget of {options.TimeBudget} was up before any of {drawn} trials was finished"
            + (failed > 0 ? $"; {failed} failed, the first one by: {_firstError!.Message} " : ". ")
            + "Raise it, or make trials cheaper: fewer epochs, smaller networks, fewer fits in the backtest.",
            _firstError);
    }

    private static TrainingOptions WithShare(TrainingOptions training, double share)
    {
        if (share == 1) return training;
        TrainingOptions shorter = training with { Epochs = Math.Max(1, (int)Math.Ceiling(training.Epochs * share)) };
        // A warm-up must end before training does.
        return shorter is GradientTraining gradient ? gradient with { WarmupEpochs = gradient.WarmupEpochs * share } : shorter;
    }
}
