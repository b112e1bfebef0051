using LstmForecast.Lstm;

namespace LstmForecast.Forecasting;

/// <summary>
/// A network over many series, in blocks of equal length on all cores. A series gives the same bits in any block.
/// </summary>
internal static class NetworkRuns
{
    /// <summary>Two register tiles of the kernel.</summary>
    private const int RowsInBlock = 12;

    /// <summary>Feeds each series to its end, then the network with its own output.</summary>
    /// <returns>For each series the forecasts of the steps after its end, <c>[horizon, channels]</c>.</returns>
    public static double[][] FreeRun(LstmNetwork network, IReadOnlyList<TimeSeries> series, int horizon) =>
        InBlocks(series, steps => horizon, block =>
        {
            for (int step = 0; step < block.Steps; step++)
            {
                block.ReadInput(step);
                network.Step(block.Values, block.State(network), block.Values);
            }

            block.WriteOutput(0);
            for (int step = 1; step < horizon; step++)
            {
                network.Step(block.Values, block.State(network), block.Values);
                block.WriteOutput(step);
            }
        });

    /// <summary>Feeds each series to its last step but one.</summary>
    /// <returns>For each series the forecasts of its steps but the first, <c>[time - 1, channels]</c>.</returns>
    public static double[][] OneStep(LstmNetwork network, IReadOnlyList<TimeSeries> series) =>
        InBlocks(series, steps => steps - 1, block =>
        {
            for (int step = 0; step < block.Steps - 1; step++)
            {
                block.ReadInput(step);
                network.Step(block.Values, block.State(network), block.Values);
                block.WriteOutput(step);
            }
        });

    private static double[][] InBlocks(
        IReadOnlyList<TimeSeries> series, Func<int, int> outputSteps, Action<Block> work)
    {
        var outputs = new double[series.Count][];
        int[][] blocks =
        [
            .. Enumerable.Range(0, series.Count)
                .GroupBy(index => series[index].Length)
                .SelectMany(sameLength => sameLength.Chunk(RowsInBlock)),
        ];
        Parallel.ForEach(blocks, rows =>
        {
            foreach (int row in rows)
                outputs[row] = new double[outputSteps(series[row].Length) * series[row].Channels.Count];
            work(new Block([.. rows.Select(row => series[row])], [.. rows.Select(row => outputs[row])]));
        });
        return outputs;
    }

    /// <summary>Some series of equal length side by side, and where their outputs go.</summary>
    private sealed class Block(TimeSeries[] series, double[][] outputs)
    {
        private readonly int _channels = series[0].Channels.Count;
        private NetworkState? _state;

        public int Steps => series[0].Length;

        /// <summary><c>[series, channels]</c>: the input of a step, and then its output.</summary>
        public double[] Values { get; } = new double[series.Length * series[0].Channels.Count];

        public NetworkState State(LstmNetwork network) => _state ??= network.NewState(series.Length);

        public void ReadInput(int step)
        {
            for (int row = 0; row < series.Length; row++)
                series[row].At(step).CopyTo(Values.AsSpan(row * _channels));
        }

        public void WriteOutput(int step)
        {
            for (int row = 0; row < series.Length; row++)
                Values.AsSpan(row * _channels, _channels).CopyTo(outputs[row].AsSpan(step * _channels));
        }
    }
}
