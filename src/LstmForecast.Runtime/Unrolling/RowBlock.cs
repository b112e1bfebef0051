using LstmForecast.Model;
using LstmForecast.Network;
using LstmForecast.Numerics;
using LstmForecast.Transforms;

namespace LstmForecast.Unrolling;

/// <summary>Chooses a value from the parameters that a network gives for it.</summary>
/// <param name="row">The row of the block.</param>
/// <param name="parameters">The network's output for the value.</param>
/// <param name="scale">What counts are multiples of.</param>
internal delegate double Choice(int row, ReadOnlySpan<double> parameters, double scale);

/// <summary>
/// One network over some series: the only place where a network is stepped through time. Each row observes its next point,
/// then the block takes a step; or all rows run ahead on values chosen from their own outputs. A row gives the same bits in
/// any block. Not safe for use by several threads at once.
/// </summary>
internal sealed class RowBlock
{
    private readonly LstmNetwork _network;
    private readonly OutputLayout _layout;
    private readonly NetworkState _state;
    private readonly SeriesFeed[] _feeds;
    private readonly int[] _counts;
    private readonly bool[] _observed;
    private readonly bool[] _isStale;
    private readonly double[] _input;
    private readonly double[] _output;
    private readonly double[] _values;
    private double[] _kept = [];

    /// <param name="network">The network.</param>
    /// <param name="layout">Of its output.</param>
    /// <param name="state">A state of as many rows, in any condition: a row is cleared before its first input.</param>
    /// <param name="feeds">For each row the way of its series into the network; not copied.</param>
    public RowBlock(LstmNetwork network, OutputLayout layout, NetworkState state, SeriesFeed[] feeds)
    {
        _network = network;
        _layout = layout;
        _state = state;
        _feeds = feeds;
        _counts = new int[feeds.Length];
        _observed = new bool[feeds.Length];
        _isStale = new bool[feeds.Length];
        _input = new double[feeds.Length * network.Shape.InputSize];
        _output = new double[feeds.Length * network.Shape.OutputSize];
        _values = new double[layout.Targets];
    }

    public int Rows => _feeds.Length;

    /// <summary>Whether a row had enough points for an output.</summary>
    public bool IsReady(int row) => _counts[row] > _feeds[row].UsedUp;

    /// <summary>The output after the last step of a row that is ready.</summary>
    public ReadOnlySpan<double> Output(int row)
    {
        if (_isStale[row]) Read(row, 1);
        return OutputOf(row);
    }

    /// <summary>Feeds the next point of a row; at most one before each step. Allocates nothing.</summary>
    /// <param name="row">The row.</param>
    /// <param name="point">A value for each channel; NaN for a target that was not observed.</param>
    public void Observe(int row, ReadOnlySpan<double> point)
    {
        SeriesFeed feed = _feeds[row];
        feed.Append(point, feed.NeedsOutput(point) ? Output(row) : []);
        _counts[row] = feed.Count;
        if (!feed.IsReady) return;
        // It was stepped along with the others before its first input.
        if (feed.Count == feed.UsedUp + 1) _state.ClearRow(row);
        feed.WriteInput(InputOf(row));
        _observed[row] = true;
    }

    /// <summary>Steps the rows that observed a point; the others stay where they are. Allocates nothing once it did both.</summary>
    public void Step()
    {
        if (!_observed.Contains(true)) return;
        for (int row = 0; row < Rows; row++)
        {
            if (!_observed[row] && IsReady(row)) Keep(row);
        }

        _network.Advance(_input, _state);
        for (int row = 0; row < Rows; row++)
        {
            if (_observed[row]) _isStale[row] = true;
            else if (IsReady(row)) _state.LoadRow(row, KeptOf(row));
            _observed[row] = false;
        }
    }

    /// <summary>Reads the outputs of all rows at once, where most of them will be looked at.</summary>
    public void Read()
    {
        for (int first = 0; first < Rows; first++)
        {
            int count = 0;
            while (first + count < Rows && _isStale[first + count]) count++;
            if (count == 0) continue;
            Read(first, count);
            first += count;
        }
    }

    /// <summary>
    /// Runs all rows that are ready ahead on their own outputs. They do not come back: run a copy where the rows are to
    /// stay. Allocates nothing but for counts.
    /// </summary>
    /// <param name="horizon">How many steps.</param>
    /// <param name="choose">Takes from an output the value that is the forecast and the next input.</param>
    /// <param name="to">Takes the chosen values, <c>[rows, targets, horizon]</c>: transformed, unless they are counts.</param>
    public void RunAhead(int horizon, Choice choose, Span<double> to)
    {
        Read();
        TransformedChannel?[] counts = _layout.IsOfCounts ? CloneChannels() : [];
        for (int step = 0; step < horizon; step++)
        {
            for (int row = 0; row < Rows; row++)
            {
                if (!IsReady(row)) continue;
                SeriesFeed feed = _feeds[row];
                for (int target = 0; target < _values.Length; target++)
                {
                    double value = choose(row, _layout.Of(OutputOf(row), 0, target), feed.Scale(_counts[row], target));
                    to[(row * _values.Length + target) * horizon + step] = value;
                    _values[target] = value;
                    if (counts.Length == 0) continue;
                    // As it would be fed had it been observed.
                    TransformedChannel own = counts[row * _values.Length + target]!;
                    own.Append(value);
                    _values[target] = own.Last;
                }

                feed.WriteForecastInput(_counts[row] + step, _values, InputOf(row));
            }

            if (step < horizon - 1) _network.Step(_input, _state, _output);
        }
    }

    /// <summary>Where a row is, to be loaded into any block of the same network.</summary>
    public void Save(int row, Span<double> state, Span<double> output)
    {
        _state.SaveRow(row, state);
        Output(row).CopyTo(output);
    }

    /// <summary>The inverse of <see cref="Save"/>.</summary>
    /// <param name="row">The row.</param>
    /// <param name="count">How many points there were; its feed may have seen more, if it remembers all.</param>
    /// <param name="state">The state then.</param>
    /// <param name="output">The output then.</param>
    public void Load(int row, int count, ReadOnlySpan<double> state, ReadOnlySpan<double> output)
    {
        _state.LoadRow(row, state);
        output.CopyTo(OutputOf(row));
        _isStale[row] = false;
        _counts[row] = count;
    }

    /// <summary>Takes over where all rows of another block of the same series are. Allocates nothing.</summary>
    public void CopyFrom(RowBlock other)
    {
        other.Read();
        _state.CopyFrom(other._state);
        other._output.CopyTo(_output, 0);
        other._counts.CopyTo(_counts, 0);
        Array.Clear(_isStale);
    }

    /// <summary>Takes over where one row of another block is; the feed must be where that row's is.</summary>
    public void CopyRow(int row, RowBlock other, int from)
    {
        var state = new double[_state.RowSize];
        other._state.SaveRow(from, state);
        Load(row, other._counts[from], state, other.Output(from));
    }

    /// <summary>Writes or reads where a row is; its feed has been transferred before.</summary>
    public void Transfer(StateArchive archive, int row)
    {
        var state = new double[_state.RowSize];
        _state.SaveRow(row, state);
        archive.Numbers(state);
        if (_isStale[row]) Read(row, 1);
        archive.Numbers(OutputOf(row));
        _state.LoadRow(row, state);
        _counts[row] = _feeds[row].Count;
    }

    private TransformedChannel?[] CloneChannels()
    {
        var channels = new TransformedChannel?[Rows * _values.Length];
        for (int i = 0; i < channels.Length; i++)
        {
            (int row, int target) = Math.DivRem(i, _values.Length);
            if (IsReady(row)) channels[i] = _feeds[row].Fork(_counts[row], target);
        }

        return channels;
    }

    private void Keep(int row)
    {
        if (_kept.Length == 0) _kept = new double[Rows * _state.RowSize];
        // The step overwrites what the output is read from.
        if (_isStale[row]) Read(row, 1);
        _state.SaveRow(row, KeptOf(row));
    }

    private void Read(int first, int count)
    {
        int size = _network.Shape.OutputSize;
        _network.Read(_state, first, count, _output.AsSpan(first * size, count * size));
        _isStale.AsSpan(first, count).Clear();
    }

    private Span<double> InputOf(int row) => _input.AsSpan(row * _network.Shape.InputSize, _network.Shape.InputSize);

    private Span<double> OutputOf(int row) => _output.AsSpan(row * _network.Shape.OutputSize, _network.Shape.OutputSize);

    private Span<double> KeptOf(int row) => _kept.AsSpan(row * _state.RowSize, _state.RowSize);
}
