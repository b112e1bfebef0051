using LstmForecast.Lstm;
using LstmForecast.Transforms;

namespace LstmForecast.Forecasting;

/// <summary>A network that feeds on its own output from a cutoff on, in blocks on all cores.</summary>
internal static class FreeRuns
{
    /// <param name="states">Of the network.</param>
    /// <param name="output">What its output means; one step.</param>
    /// <param name="starts">Where to begin: a run and the index of one of its cutoffs.</param>
    /// <param name="horizon">Steps.</param>
    /// <param name="choose">
    /// Takes from the output, for one start (its index) and target, the value that is the forecast and the next input.
    /// </param>
    /// <returns>For each start the chosen values, <c>[targets, horizon]</c>: transformed, unless they are counts.</returns>
    public static double[][] Run(
        BlockStates states, OutputLayout output, IReadOnlyList<(SeriesRun Run, int Cutoff)> starts, int horizon, Choice choose)
    {
        var forecasts = new double[starts.Count][];
        Blocks.ForEach([.. Enumerable.Range(0, starts.Count).Chunk(BlockStates.MostRows)], block =>
        {
            foreach (int start in block) forecasts[start] = new double[output.Targets * horizon];
            RunBlock(states, output, starts, block, horizon, choose, forecasts);
        });
        return forecasts;
    }

    private static void RunBlock(
        BlockStates states,
        OutputLayout layout,
        IReadOnlyList<(SeriesRun Run, int Cutoff)> starts,
        int[] block,
        int horizon,
        Choice choose,
        double[][] forecasts)
    {
        LstmNetwork network = states.Network;
        NetworkState state = states.For(block.Length);
        int width = network.Shape.InputSize;
        int outputSize = network.Shape.OutputSize;
        var input = new double[block.Length * width];
        var output = new double[block.Length * outputSize];
        var values = new double[layout.Targets];
        var counts = new TransformedChannel[layout.IsOfCounts ? block.Length * layout.Targets : 0];
        for (int i = 0; i < counts.Length; i++)
        {
            (SeriesRun run, int cutoff) = starts[block[i / layout.Targets]];
            counts[i] = run.Feed.Fork(run.Cutoffs[cutoff], i % layout.Targets);
        }

        for (int row = 0; row < block.Length; row++)
        {
            (SeriesRun run, int cutoff) = starts[block[row]];
            state.LoadRow(row, run.State(cutoff));
            run.Output(cutoff).CopyTo(output.AsSpan(row * outputSize));
        }

        for (int step = 0; step < horizon; step++)
        {
            for (int row = 0; row < block.Length; row++)
            {
                (SeriesRun run, int cutoff) = starts[block[row]];
                for (int target = 0; target < values.Length; target++)
                {
                    double value = choose(
                        block[row],
                        layout.Of(output.AsSpan(row * outputSize, outputSize), 0, target),
                        run.Feed.Scale(run.Cutoffs[cutoff], target));
                    forecasts[block[row]][target * horizon + step] = value;
                    values[target] = value;
                    if (!layout.IsOfCounts) continue;
                    // As it would be fed had it been observed.
                    TransformedChannel own = counts[row * values.Length + target];
                    own.Append(value);
                    values[target] = own.Last;
                }

                run.Feed.WriteForecastInput(run.Cutoffs[cutoff] + step, values, input.AsSpan(row * width, width));
            }

            if (step < horizon - 1) network.Step(input, state, output);
        }
    }

    /// <summary>Chooses a value by the parameters that the network gives for it.</summary>
    /// <param name="start">The index of the start.</param>
    /// <param name="parameters">What the network put out for the value.</param>
    /// <param name="scale">What counts are multiples of.</param>
    public delegate double Choice(int start, ReadOnlySpan<double> parameters, double scale);
}
