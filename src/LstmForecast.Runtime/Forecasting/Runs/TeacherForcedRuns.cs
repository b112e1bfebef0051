using LstmForecast.Lstm;

namespace LstmForecast.Forecasting;

/// <summary>
/// A network over observed series, in blocks on all cores. Rows of a block end together and begin when they are due, so
/// that lengths may differ; a series gives the same bits in any block.
/// </summary>
internal static class TeacherForcedRuns
{
    /// <summary>Two register tiles of the kernel.</summary>
    public const int RowsInBlock = 12;

    public static void Run(LstmNetwork network, IReadOnlyList<SeriesRun> runs)
    {
        SeriesRun[][] blocks =
        [
            .. runs.Where(run => run.Cutoffs.Length > 0)
                .OrderBy(run => run.Length)
                .Chunk(Math.Clamp((runs.Count + Environment.ProcessorCount - 1) / Environment.ProcessorCount, 1, RowsInBlock)),
        ];
        using var states = new BlockStates(network);
        Parallel.ForEach(blocks, block => RunBlock(network, states.For(block.Length), block));
    }

    private static void RunBlock(LstmNetwork network, NetworkState state, SeriesRun[] runs)
    {
        int width = network.Shape.InputSize;
        int outputSize = network.Shape.OutputSize;
        int steps = runs[^1].Length;
        var input = new double[runs.Length * width];
        var output = new double[runs.Length * outputSize];
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
                // Before its first input a row has put out nothing of its own.
                Span<double> last = feed.IsReady ? output.AsSpan(row * outputSize, outputSize) : [];
                feed.Append(run.Series.At(time), last);
                if (!feed.IsReady) continue;
                // Nor does it begin with a state of zero: it was stepped along with the others.
                if (feed.Count == feed.UsedUp + 1) state.ClearRow(row);
                feed.WriteInput(input.AsSpan(row * width, width));
                anyReady = true;
            }

            if (!anyReady) continue;
            network.Step(input, state, output);
            for (int row = 0; row < runs.Length; row++)
            {
                SeriesRun run = runs[row];
                if (next[row] == run.Cutoffs.Length || run.Feed.Count != run.Cutoffs[next[row]]) continue;
                output.AsSpan(row * outputSize, outputSize).CopyTo(run.Output(next[row]));
                if (run.State(next[row]) is { Length: > 0 } kept) state.SaveRow(row, kept);
                next[row]++;
            }
        }
    }
}
