using LstmForecast.Model;
using LstmForecast.Network;
using LstmForecast.Numerics;

namespace LstmForecast.Unrolling;

/// <summary>
/// A network over many series, in blocks of rows on all cores; a series gives the same bits in any block. Keeps the states
/// of each thread for the next block: memory at a fixed address is dear to allocate, and a block is soon done with it. A
/// token that is cancelled stops it at the next time step.
/// </summary>
internal sealed class Unroller(LstmNetwork network, OutputLayout layout, CancellationToken cancellationToken = default)
    : IDisposable
{
    /// <summary>Two register tiles of the kernel.</summary>
    private const int MostRows = 12;

    private readonly ThreadLocal<NetworkState?[]> _states = new(() => new NetworkState?[MostRows]);

    /// <summary>Feeds all series with what was observed.</summary>
    /// <param name="cutoffs">For each series, after how many points to keep output and state; ascending.</param>
    /// <param name="create">Makes the run of a series (its index) shortly before it begins, on any thread.</param>
    /// <param name="then">Told the runs of a block once they are done, on any thread; or null.</param>
    /// <returns>For each series its run.</returns>
    public SeriesRun[] Observe(IReadOnlyList<int[]> cutoffs, Func<int, SeriesRun> create, Action<SeriesRun[]>? then = null)
    {
        var all = new SeriesRun[cutoffs.Count];
        Observe(cutoffs, create, (block, runs) =>
        {
            for (int i = 0; i < block.Length; i++) all[block[i]] = runs[i];
            then?.Invoke(runs);
        });
        return all;
    }

    /// <summary>The same, but hands over the series of a block once they are done.</summary>
    /// <param name="cutoffs">As above.</param>
    /// <param name="create">As above.</param>
    /// <param name="then">Takes the series of a block (their indexes) and their runs, on any thread.</param>
    public void Observe(IReadOnlyList<int[]> cutoffs, Func<int, SeriesRun> create, Action<int[], SeriesRun[]> then)
    {
        int cores = Environment.ProcessorCount;
        IEnumerable<int[]> blocks = Enumerable.Range(0, cutoffs.Count)
            .OrderBy(i => SeriesRun.LengthOf(cutoffs[i]))
            .Chunk(Math.Clamp((cutoffs.Count + cores - 1) / cores, 1, MostRows));
        Blocks.ForEach([.. blocks], block =>
        {
            // Made here, not for all series before: what a block needs is garbage before it has grown old.
            SeriesRun[] runs = [.. block.Select(create)];
            Observe(runs);
            then(block, runs);
        });
    }

    /// <summary>Runs ahead from cutoffs of series that were fed.</summary>
    /// <param name="starts">Where to begin: a run and the index of one of its cutoffs.</param>
    /// <param name="horizon">How many steps.</param>
    /// <param name="choose">Chooses the values; the row it is given is the index of the start.</param>
    /// <param name="then">Told how many starts a block had, once they are done, on any thread; or null.</param>
    /// <returns>For each start the chosen values, <c>[targets, horizon]</c>: transformed, unless they are counts.</returns>
    public Memory<double>[] RunAhead(
        IReadOnlyList<(SeriesRun Run, int Cutoff)> starts, int horizon, Choice choose, Action<int>? then = null)
    {
        var values = new Memory<double>[starts.Count];
        int size = layout.Targets * horizon;
        Blocks.ForEach([.. Enumerable.Range(0, starts.Count).Chunk(MostRows)], block =>
        {
            RowBlock rows = Rows([.. block.Select(start => starts[start].Run.Feed)]);
            for (int row = 0; row < block.Length; row++)
            {
                (SeriesRun run, int cutoff) = starts[block[row]];
                rows.Load(row, run.Cutoffs[cutoff], run.State(cutoff), run.Output(cutoff));
            }

            var chosen = new double[block.Length * size];
            int first = block[0];
            rows.RunAhead(horizon, Choose, chosen);
            for (int row = 0; row < block.Length; row++) values[first + row] = chosen.AsMemory(row * size, size);
            then?.Invoke(block.Length);

            double Choose(int row, ReadOnlySpan<double> parameters, double scale)
            {
                cancellationToken.ThrowIfCancellationRequested();
                return choose(first + row, parameters, scale);
            }
        });
        return values;
    }

    public void Dispose() => _states.Dispose();

    private void Observe(SeriesRun[] runs)
    {
        RowBlock rows = Rows([.. runs.Select(run => run.Feed)]);
        var next = new int[runs.Length];
        AlignedRows.Unroll(
            [.. runs.Select(run => run.Length)],
            (row, time) => rows.Observe(row, runs[row].Series.At(time)),
            () =>
            {
                cancellationToken.ThrowIfCancellationRequested();
                rows.Step();
                for (int row = 0; row < runs.Length; row++)
                {
                    SeriesRun run = runs[row];
                    if (next[row] == run.Cutoffs.Length || run.Feed.Count != run.Cutoffs[next[row]]) continue;
                    run.Keep(next[row]++, rows, row);
                }
            });
    }

    private RowBlock Rows(SeriesFeed[] feeds) =>
        new(network, layout, _states.Value![feeds.Length - 1] ??= network.NewState(feeds.Length), feeds);
}
