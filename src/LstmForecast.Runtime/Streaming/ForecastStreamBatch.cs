using LstmForecast.Streaming;

namespace LstmForecast;

/// <summary>
/// Many series as they come in, each with a state of its own: one call for all of them, blocks of them through the network
/// together, on all cores. The numbers are those of as many <see cref="ForecastStream"/>s. Made by
/// <see cref="ForecastStreaming.StartStream(TrainedForecaster, IReadOnlyList{TimeSeries}, StreamingOptions, IReadOnlyList{TimeSeries}, CancellationToken)"/>.
/// </summary>
/// <remarks>Not safe for use by several threads at once.</remarks>
public sealed partial class ForecastStreamBatch
{
    /// <summary>Four register tiles of the kernel.</summary>
    internal const int RowsInBlock = 24;

    private readonly StreamBlock[] _blocks;
    private readonly Action<int> _updateBlock;
    private readonly double[] _values;
    private readonly bool[] _present;

    internal ForecastStreamBatch(TrainedForecaster model, StreamRow[] rows, StreamingOptions options)
        : this(model, [.. rows.Chunk(RowsInBlock).Select(some => new StreamBlock(model, some))], options)
    {
    }

    /// <param name="model">The model.</param>
    /// <param name="blocks">All but the last have <see cref="RowsInBlock"/> rows.</param>
    /// <param name="options">What the states keep an eye on.</param>
    internal ForecastStreamBatch(TrainedForecaster model, StreamBlock[] blocks, StreamingOptions options)
    {
        Model = model;
        Options = options;
        _blocks = blocks;
        Count = blocks.Sum(block => block.Rows.Length);
        _values = new double[Count * model.Channels.Count];
        _present = new bool[Count];
        _updateBlock = UpdateBlock;
    }

    /// <summary>The model.</summary>
    public TrainedForecaster Model { get; }

    /// <summary>What the states keep an eye on.</summary>
    public StreamingOptions Options { get; }

    /// <summary>How many series there are.</summary>
    public int Count { get; }

    /// <summary>One of the series, as it is at any moment.</summary>
    /// <param name="series">Which one, 0-based.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such series.</exception>
    public ForecastStreamView this[int series] => new(this, BlockOf(series), series % RowsInBlock);

    internal IReadOnlyList<StreamBlock> Blocks => _blocks;

    /// <summary>Takes the next observation of every series.</summary>
    /// <param name="values">
    /// Shape <c>[series, channels]</c>, row after row; NaN for a target that was not observed, as for
    /// <see cref="ForecastStream.Update(ReadOnlySpan{double})"/>; values of channels known ahead are not looked at.
    /// </param>
    /// <exception cref="ArgumentException">
    /// There are not as many values as series and channels, or one cannot be taken; all states are as they were.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// Covariates known ahead of a series have not been announced; all states are as they were.
    /// </exception>
    public void Update(ReadOnlySpan<double> values)
    {
        _present.AsSpan().Fill(true);
        UpdatePresent(values);
    }

    /// <summary>Takes the next observation of some of the series; for the others no time goes by.</summary>
    /// <param name="values">Shape <c>[series, channels]</c>; those of series without a point are not looked at.</param>
    /// <param name="present">For each series whether it has a point.</param>
    /// <exception cref="ArgumentException">
    /// There are not as many values as series and channels, or one cannot be taken; all states are as they were.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// Covariates known ahead of a series have not been announced; all states are as they were.
    /// </exception>
    public void Update(ReadOnlySpan<double> values, ReadOnlySpan<bool> present)
    {
        CheckPresent(present);
        present.CopyTo(_present);
        UpdatePresent(values);
    }

    /// <summary>Forecasts all series from their last points, on all cores.</summary>
    /// <param name="horizon">How many steps ahead.</param>
    /// <returns>One forecast a series, in their order.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The horizon is below 1 or too large.</exception>
    /// <exception cref="InvalidOperationException">A series had too few points, or covariates known ahead are missing.</exception>
    public IReadOnlyList<Forecast> Forecast(int horizon)
    {
        var forecasts = new Forecast[Count];
        ForEachBlock(horizon, (block, first) =>
        {
            for (int row = 0; row < block.Rows.Length; row++) forecasts[first + row] = block.ForecastOf(row, horizon);
        });
        return forecasts;
    }

    /// <summary>Forecasts all series from their last points into room of the caller's, on all cores.</summary>
    /// <param name="horizon">How many steps ahead.</param>
    /// <param name="values">Takes the point forecasts, shape <c>[series, horizon, targets]</c>.</param>
    /// <exception cref="ArgumentException">The horizon or the room does not fit.</exception>
    /// <exception cref="InvalidOperationException">A series had too few points, or covariates known ahead are missing.</exception>
    public void Forecast(int horizon, Memory<double> values)
    {
        long size = (long)horizon * Model.TargetChannels.Count;
        if (values.Length != Count * size)
        {
            throw new ArgumentException(
                $"There is room for {values.Length} values; {Count} series, {horizon} steps and {Model.TargetChannels.Count} "
                + $"targets make {Count * size}.",
                nameof(values));
        }

        ForEachBlock(horizon, (block, first) =>
            block.Forecast(horizon, values.Span.Slice(first * (int)size, block.Rows.Length * (int)size)));
    }

    /// <summary>
    /// Draws futures of all series from their last points at random, on all cores; the same numbers as one by one, by
    /// <see cref="ForecastStream.SamplePaths"/>.
    /// </summary>
    /// <param name="horizon">How many steps ahead, at least 1.</param>
    /// <param name="paths">How many futures of each series, at least 1. Default: 200.</param>
    /// <param name="seed">What they are drawn from. Default: 0.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>One forecast a series, in their order.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The horizon or the number of paths is below 1.</exception>
    /// <exception cref="InvalidOperationException">
    /// The model is direct, or was trained without a likelihood; a series had too few points, or covariates known ahead are
    /// missing.
    /// </exception>
    public IReadOnlyList<Forecast> SamplePaths(
        int horizon, int paths = 200, long seed = 0, CancellationToken cancellationToken = default)
    {
        Model.Checks.Sampling(horizon, paths);
        CheckAhead(horizon);
        return StreamPaths.Sample(Model, _blocks, horizon, paths, seed, cancellationToken);
    }

    private void CheckPresent(ReadOnlySpan<bool> present)
    {
        if (present.Length == Count) return;
        throw new ArgumentException(
            $"`present` has {present.Length} entries; it needs one for each series ({Count}).", nameof(present));
    }

    private void UpdatePresent(ReadOnlySpan<double> values)
    {
        if (values.Length != _values.Length)
        {
            throw new ArgumentException(
                $"There are {values.Length} values; {Count} series of {Model.Channels.Count} channels need {_values.Length}.",
                nameof(values));
        }

        values.CopyTo(_values);
        int channels = Model.Channels.Count;
        for (int series = 0; series < Count; series++)
        {
            if (_present[series]) RowOf(series).Check(_values.AsSpan(series * channels, channels));
        }

        if (_blocks.Length == 1) UpdateBlock(0);
        else Parallel.For(0, _blocks.Length, _updateBlock);
    }

    private void UpdateBlock(int index)
    {
        int channels = Model.Channels.Count;
        int first = index * RowsInBlock;
        StreamBlock block = _blocks[index];
        for (int row = 0; row < block.Rows.Length; row++)
        {
            if (_present[first + row]) block.Observe(row, _values.AsSpan((first + row) * channels, channels));
        }

        block.Step();
    }

    private void ForEachBlock(int horizon, Action<StreamBlock, int> run)
    {
        Model.Checks.Horizon(horizon);
        CheckAhead(horizon);
        Parallel.For(0, _blocks.Length, i => run(_blocks[i], i * RowsInBlock));
    }

    private void CheckAhead(int horizon)
    {
        foreach (StreamBlock block in _blocks)
        {
            foreach (StreamRow row in block.Rows) row.CheckAhead(horizon);
        }
    }

    private StreamRow RowOf(int series) => BlockOf(series).Rows[series % RowsInBlock];

    private StreamBlock BlockOf(int series)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(series);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(series, Count);
        return _blocks[series / RowsInBlock];
    }
}
