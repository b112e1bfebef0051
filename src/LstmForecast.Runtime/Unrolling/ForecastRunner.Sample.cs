using LstmForecast.Model;

namespace LstmForecast.Unrolling;

internal sealed partial class ForecastRunner
{
    /// <summary>
    /// Futures drawn at random by a recursive model with a likelihood. Each has random numbers of its own, which depend on
    /// the seed, the name of the series, the cutoff and its index alone; the members of an ensemble take turns.
    /// </summary>
    /// <param name="histories">Checked series with all channels of the model.</param>
    /// <param name="futures">For each series, covariates known ahead after its end; or null.</param>
    /// <param name="horizon">How many steps.</param>
    /// <param name="paths">How many futures of each.</param>
    /// <param name="seed">Of the random numbers.</param>
    /// <param name="progress">Told the share of the network's steps that are done, on any thread; or null.</param>
    /// <param name="cancellationToken">Heeded between blocks of series.</param>
    /// <returns>For each series the paths from its end.</returns>
    public SampledPaths[] Sample(
        IReadOnlyList<FilledHistory> histories,
        IReadOnlyList<TimeSeries?>? futures,
        int horizon,
        int paths,
        long seed,
        IProgress<double>? progress = null,
        CancellationToken cancellationToken = default)
    {
        int[][] cutoffs = [.. histories.Select(history => (int[])[history.Filled.Length])];
        var done = ShareDone.Of(
            progress,
            (cutoffs.Sum(one => (long)SeriesRun.LengthOf(one)) * _networks.Length) + ((long)histories.Count * paths * horizon));
        return Sample(
            (member, unroller) => unroller.Observe(
                cutoffs,
                i => RunOf(
                    member, histories[i].Filled, cutoffs[i], futures?[i], horizon, withState: true, cancellationToken),
                done is null ? null : runs => done.Add(runs.Sum(run => (long)run.Length))),
            horizon,
            paths,
            seed,
            done is null ? null : count => done.Add((long)count * horizon),
            cancellationToken);
    }

    /// <summary>Futures drawn from where runs are.</summary>
    /// <param name="runsOf">
    /// For a member of the ensemble one run a series, with the state at its only cutoff; the same series for each.
    /// </param>
    /// <param name="horizon">How many steps.</param>
    /// <param name="paths">How many futures of each.</param>
    /// <param name="seed">Of the random numbers.</param>
    /// <param name="then">Told how many paths were drawn, on any thread; or null.</param>
    /// <param name="cancellationToken">Heeded between blocks.</param>
    /// <returns>For each run the paths.</returns>
    public SampledPaths[] Sample(
        Func<int, Unroller, SeriesRun[]> runsOf,
        int horizon,
        int paths,
        long seed,
        Action<int>? then = null,
        CancellationToken cancellationToken = default)
    {
        int targets = Model.Output.Targets;
        SampledPaths[] sampled = [];
        for (int member = 0; member < _networks.Length; member++)
        {
            using var unroller = new Unroller(_networks[member], Model.Output, cancellationToken);
            SeriesRun[] runs = runsOf(member, unroller);
            if (member == 0) sampled = [.. runs.Select(_ => new SampledPaths(new double[paths * horizon * targets], paths, targets))];
            PathStart[] starts =
            [
                .. runs.SelectMany((run, i) => PathStart.OfMember(member, _networks.Length, paths).Select(path =>
                    new PathStart(i, path, PathStart.Stream(seed, run.Series.Name, run.Cutoffs[0], path)))),
            ];
            Memory<double>[] values = unroller.RunAhead(
                [.. starts.Select(start => (runs[start.Series], 0))],
                horizon,
                (start, parameters, scale) =>
                    ValueDistribution.Of(Model.Output.Kind, parameters, scale).Draw(starts[start].Random),
                then);
            // By series, as a feed is not for several threads at once.
            Parallel.ForEach(Enumerable.Range(0, starts.Length).GroupBy(i => starts[i].Series), own =>
            {
                foreach (int i in own) Write(runs[starts[i].Series], starts[i], values[i].Span, sampled);
            });
        }

        return sampled;
    }

    private void Write(SeriesRun run, PathStart start, Span<double> values, SampledPaths[] sampled)
    {
        Span<double> to = sampled[start.Series].Values.AsSpan(start.Path * values.Length, values.Length);
        ForecastValues.WriteRecursive(Model.Output, values, run.Feed, run.Cutoffs[0], to);
    }
}
