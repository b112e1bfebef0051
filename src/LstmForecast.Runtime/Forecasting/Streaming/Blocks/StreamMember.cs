using LstmForecast.Lstm;
using LstmForecast.States;
using LstmForecast.Transforms;

namespace LstmForecast.Forecasting;

/// <summary>One network of an ensemble over the rows of a block: its state, its last output, room to run ahead.</summary>
internal sealed class StreamMember
{
    private readonly LstmNetwork _network;
    private readonly OutputLayout _layout;
    private readonly int _member;
    private readonly StreamRow[] _rows;
    private readonly NetworkState _state;
    private readonly double[] _input;
    private readonly double[] _output;
    private readonly double[] _kept;
    private readonly double[] _values;
    private NetworkState? _ahead;
    private double[] _aheadOutput = [];
    private double[] _steps = [];

    public StreamMember(LstmNetwork network, OutputLayout layout, int member, StreamRow[] rows)
    {
        _network = network;
        _layout = layout;
        _member = member;
        _rows = rows;
        _state = network.NewState(rows.Length);
        _input = new double[rows.Length * network.Shape.InputSize];
        _output = new double[rows.Length * network.Shape.OutputSize];
        _kept = new double[rows.Length * (_state.RowSize + network.Shape.OutputSize)];
        _values = new double[layout.Targets];
    }

    /// <summary>What <see cref="Forecast"/> has left, <c>[rows, horizon, targets]</c>.</summary>
    public double[] Points { get; private set; } = [];

    /// <summary>The last output of a row.</summary>
    public Span<double> Output(int row) => _output.AsSpan(row * _network.Shape.OutputSize, _network.Shape.OutputSize);

    /// <summary>Feeds the point that the rows have begun.</summary>
    public void Step(ReadOnlySpan<bool> present)
    {
        bool anyReady = false;
        int width = _network.Shape.InputSize;
        for (int row = 0; row < _rows.Length; row++)
        {
            SeriesFeed feed = _rows[row].Feeds[_member];
            if (present[row])
            {
                _rows[row].Feed(_member, Output(row));
                if (!feed.IsReady) continue;
                // It was stepped along with the others before its first input.
                if (feed.Count == feed.UsedUp + 1) _state.ClearRow(row);
                feed.WriteInput(_input.AsSpan(row * width, width));
                anyReady = true;
            }
            else if (feed.IsReady)
            {
                Keep(row);
            }
        }

        if (!anyReady) return;
        _network.Step(_input, _state, _output);
        for (int row = 0; row < _rows.Length; row++)
        {
            if (!present[row] && _rows[row].IsReady) Restore(row);
        }
    }

    /// <summary>Forecasts of all rows that are ready, from where they are.</summary>
    public void Forecast(int horizon)
    {
        int targets = _layout.Targets;
        if (Points.Length < _rows.Length * horizon * targets)
        {
            Points = new double[_rows.Length * horizon * targets];
            _steps = new double[Points.Length];
        }

        bool recursive = _layout.Steps == 1 && horizon > 1;
        if (recursive) RunAhead(horizon);
        for (int row = 0; row < _rows.Length; row++)
        {
            SeriesFeed feed = _rows[row].Feeds[_member];
            if (!feed.IsReady) continue;
            int size = horizon * targets;
            Span<double> its = _steps.AsSpan(row * size, size);
            Span<double> points = Points.AsSpan(row * size, size);
            if (recursive)
            {
                ForecastValues.WriteRecursive(_layout, its, feed, feed.Count, points);
                continue;
            }

            for (int target = 0; target < targets; target++)
            {
                Span<double> steps = its.Slice(target * horizon, horizon);
                double scale = feed.Scale(feed.Count, target);
                for (int step = 0; step < horizon; step++) steps[step] = _layout.PointOf(Output(row), step, target, scale);
                if (!_layout.IsOfCounts) feed.Invert(feed.Count, target, steps);
                for (int step = 0; step < horizon; step++) points[step * targets + target] = steps[step];
            }
        }
    }

    /// <summary>Where a row is now, for runs ahead of it that leave it there.</summary>
    public SeriesRun RunFrom(int row, int horizon)
    {
        StreamRow its = _rows[row];
        var run = new SeriesRun(
            its.Series, its.FeedAhead(_member, horizon), [its.Count], _network.Shape.OutputSize, _state.RowSize);
        _state.SaveRow(row, run.State(0));
        Output(row).CopyTo(run.Output(0));
        return run;
    }

    public void Transfer(StateArchive archive, int row)
    {
        Span<double> state = _kept.AsSpan(0, _state.RowSize);
        _state.SaveRow(row, state);
        archive.Numbers(state);
        _state.LoadRow(row, state);
        archive.Numbers(Output(row));
    }

    /// <summary>
    /// The network on its own forecasts, <c>[rows, targets, horizon]</c>: transformed, unless they are counts.
    /// </summary>
    private void RunAhead(int horizon)
    {
        if (_ahead is null)
        {
            _ahead = _network.NewState(_rows.Length);
            _aheadOutput = new double[_output.Length];
        }

        int width = _network.Shape.InputSize;
        int outputSize = _network.Shape.OutputSize;
        _ahead.CopyFrom(_state);
        _output.CopyTo(_aheadOutput, 0);
        TransformedChannel[] counts = _layout.IsOfCounts ? ForkCounts() : [];
        for (int step = 0; step < horizon; step++)
        {
            for (int row = 0; row < _rows.Length; row++)
            {
                SeriesFeed feed = _rows[row].Feeds[_member];
                if (!feed.IsReady) continue;
                for (int target = 0; target < _values.Length; target++)
                {
                    double value = _layout.PointOf(
                        _aheadOutput.AsSpan(row * outputSize, outputSize), 0, target, feed.Scale(feed.Count, target));
                    _steps[(row * _values.Length + target) * horizon + step] = value;
                    _values[target] = value;
                    if (counts.Length == 0) continue;
                    // As it would be fed had it been observed.
                    TransformedChannel own = counts[row * _values.Length + target];
                    own.Append(value);
                    _values[target] = own.Last;
                }

                feed.WriteForecastInput(feed.Count + step, _values, _input.AsSpan(row * width, width));
            }

            if (step < horizon - 1) _network.Step(_input, _ahead, _aheadOutput);
        }
    }

    private TransformedChannel[] ForkCounts()
    {
        var counts = new TransformedChannel[_rows.Length * _values.Length];
        for (int i = 0; i < counts.Length; i++)
        {
            SeriesFeed feed = _rows[i / _values.Length].Feeds[_member];
            if (feed.IsReady) counts[i] = feed.Fork(feed.Count, i % _values.Length);
        }

        return counts;
    }

    private void Keep(int row)
    {
        Span<double> kept = Kept(row);
        _state.SaveRow(row, kept);
        Output(row).CopyTo(kept[_state.RowSize..]);
    }

    private void Restore(int row)
    {
        Span<double> kept = Kept(row);
        _state.LoadRow(row, kept);
        kept[_state.RowSize..].CopyTo(Output(row));
    }

    private Span<double> Kept(int row)
    {
        int size = _state.RowSize + _network.Shape.OutputSize;
        return _kept.AsSpan(row * size, size);
    }
}
