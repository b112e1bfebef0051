namespace LstmForecast.Forecasting;

internal sealed partial class ForecastRunner
{
    /// <summary>
    /// Futures drawn at random by a recursive model with a likelihood. Each has random numbers of its own, which depend on
    /// the seed, the name of the series, the cutoff and its index alone; the members of an ensemble take turns.
    /// </summary>
    /// <param name="series">Checked series with all channels of the model.</param>
    /// <param name="cutoffs">For each series, after how many points to forecast; ascending.</param>
    /// <param name="futures">For each series, covariates known ahead after its end; or null.</param>
    /// <param name="horizon">How many steps.</param>
    /// <param name="paths">How many futures from each cutoff.</param>
    /// <param name="seed">Of the random numbers.</param>
    /// <returns>For each series and cutoff the paths.</returns>
    public SampledPaths[][] Sample(
        IReadOnlyList<TimeSeries> series,
        IReadOnlyList<int[]> cutoffs,
        IReadOnlyList<TimeSeries?>? futures,
        int horizon,
        int paths,
        long seed)
    {
        if (_model.Missing.Filling is not Filling filling) return SampleWithoutGaps(series, cutoffs, futures, horizon, paths, seed);
        FilledHistories histories = FilledHistories.Of(filling, series, cutoffs);
        return histories.Gather(SampleWithoutGaps(
            histories.Series,
            histories.Cutoffs,
            futures is null ? null : [.. histories.Origins.Select(i => futures[i])],
            horizon,
            paths,
            seed));
    }

    private SampledPaths[][] SampleWithoutGaps(
        IReadOnlyList<TimeSeries> series,
        IReadOnlyList<int[]> cutoffs,
        IReadOnlyList<TimeSeries?>? futures,
        int horizon,
        int paths,
        long seed) =>
        Sample(
            member => TeacherForcedRuns.All(
                _networks[member],
                cutoffs,
                i => RunOf(_networks[member], series[i], cutoffs[i], futures?[i], horizon, withState: true)),
            horizon,
            paths,
            seed);

    /// <summary>Futures drawn from where runs are.</summary>
    /// <param name="runsOf">
    /// For a member of the ensemble one run a series, with the states at its cutoffs; the same series and cutoffs for each.
    /// </param>
    /// <param name="horizon">How many steps.</param>
    /// <param name="paths">How many futures from each cutoff.</param>
    /// <param name="seed">Of the random numbers.</param>
    /// <returns>For each run and cutoff the paths.</returns>
    public SampledPaths[][] Sample(Func<int, SeriesRun[]> runsOf, int horizon, int paths, long seed)
    {
        int targets = _model.Output.Targets;
        SampledPaths[][] sampled = [];
        for (int member = 0; member < _networks.Length; member++)
        {
            SeriesRun[] runs = runsOf(member);
            if (member == 0)
            {
                sampled =
                [
                    .. runs.Select(run => run.Cutoffs.Select(_ =>
                        new SampledPaths(new double[paths * horizon * targets], paths, targets)).ToArray()),
                ];
            }

            PathStart[] starts =
            [
                .. runs.SelectMany((run, i) => run.Cutoffs.SelectMany((count, k) =>
                    PathStart.OfMember(member, _networks.Length, paths).Select(path => new PathStart(
                        i, k, path, PathStart.Stream(seed, run.Series.Name, count, path))))),
            ];
            using var states = new BlockStates(_networks[member]);
            double[][] values = FreeRuns.Run(
                states,
                _model.Output,
                [.. starts.Select(start => (runs[start.Series], start.Cutoff))],
                horizon,
                (start, parameters, scale) =>
                    ValueDistribution.Of(_model.Output.Kind, parameters, scale).Draw(starts[start].Random));
            // By series, as a feed is not for several threads at once.
            Parallel.ForEach(Enumerable.Range(0, starts.Length).GroupBy(i => starts[i].Series), own =>
            {
                foreach (int i in own) Write(runs[starts[i].Series], starts[i], values[i], sampled);
            });
        }

        return sampled;
    }

    private void Write(SeriesRun run, PathStart start, double[] values, SampledPaths[][] sampled)
    {
        Span<double> to = sampled[start.Series][start.Cutoff].Values.AsSpan(start.Path * values.Length, values.Length);
        ForecastValues.WriteRecursive(_model.Output, values, run.Feed, run.Cutoffs[start.Cutoff], to);
    }
}
