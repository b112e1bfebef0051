using LstmForecast.Lstm;

namespace LstmForecast.Forecasting;

/// <summary>
/// A network over observed series, in blocks on all cores. Rows of a block end together and begin when they are due, so
/// that lengths may differ; a series gives the same bits in any block.
/// </summary>
internal static class TeacherForcedRuns
{
    /// <summary>Runs all series.</summary>
    /// <param name="network">The network.</param>
    /// <param name="cutoffs">For each series, after how many points to keep output and state; ascending.</param>
    /// <param name="create">Makes the run of a series (its index) shortly before it begins, on any thread.</param>
    /// <returns>For each series its run.</returns>
    public static SeriesRun[] All(LstmNetwork network, IReadOnlyList<int[]> cutoffs, Func<int, SeriesRun> create)
    {
        var all = new SeriesRun[cutoffs.Count];
        using var states = new BlockStates(network);
        ByBlocks(states, cutoffs, create, (block, runs) =>
        {
            for (int i = 0; i < block.Length; i++) all[block[i]] = runs[i];
        });
        return all;
    }

    /// <summary>Runs all series, and hands over those of a block once they are done.</summary>
    /// <param name="states">Of the network.</param>
    /// <param name="cutoffs">As above.</param>
    /// <param name="create">As above.</param>
    /// <param name="then">Takes the series of a block and their runs, on any thread.</param>
    public static void ByBlocks(
        BlockStates states, IReadOnlyList<int[]> cutoffs, Func<int, SeriesRun> create, Action<int[], SeriesRun[]> then)
    {
        int cores = Environment.ProcessorCount;
        IEnumerable<int[]> blocks = Enumerable.Range(0, cutoffs.Count)
            .OrderBy(i => SeriesRun.LengthOf(cutoffs[i]))
            .Chunk(Math.Clamp((cutoffs.Count + cores - 1) / cores, 1, BlockStates.MostRows));
        Blocks.ForEach([.. blocks], block =>
        {
            // Made here, not for all series before: what a block needs is garbage before it has grown old.
            SeriesRun[] runs = [.. block.Select(create)];
            Run(states, runs);
            then(block, runs);
        });
    }

    private static void Run(BlockStates states, SeriesRun[] runs)
    {
        LstmNetwork network = states.Network;
        NetworkState state = states.For(runs.Length);
        int width = network.Shape.InputSize;
        int steps = runs[^1].Length;
        var input = new double[runs.Length * width];
        var output = new double[network.Shape.OutputSize];
        var next = new int[runs.Length];
        for (int step = 0; step < steps; step++)
        {
            bool anyReady = false;
            for (int row = 0; row < runs.Length; row++)
            {
                SeriesRun run = runs[row];
                int time = step - (steps - run.Length);
                if (time < 0) continue;
                SeriesFeed feed = run.Feed;
                ReadOnlySpan<double> observed = run.Series.At(time);
                bool isComplete = !feed.NeedsOutput(observed);
                if (!isComplete) network.Read(state, row, count: 1, output);
                feed.Append(observed, isComplete ? [] : output);
                if (!feed.IsReady) continue;
                // It does not begin with a state of zero: it was stepped along with the others.
                if (feed.Count == feed.UsedUp + 1) state.ClearRow(row);
                feed.WriteInput(input.AsSpan(row * width, width));
                anyReady = true;
            }

            if (!anyReady) continue;
            network.Advance(input, state);
            for (int row = 0; row < runs.Length; row++)
            {
                SeriesRun run = runs[row];
                if (next[row] == run.Cutoffs.Length || run.Feed.Count != run.Cutoffs[next[row]]) continue;
                network.Read(state, row, count: 1, run.Output(next[row]));
                if (run.State(next[row]) is { Length: > 0 } kept) state.SaveRow(row, kept);
                next[row]++;
            }
        }
    }
}
