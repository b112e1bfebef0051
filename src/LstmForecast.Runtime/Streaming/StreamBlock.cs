using LstmForecast.Model;
using LstmForecast.Numerics;
using LstmForecast.Unrolling;

namespace LstmForecast.Streaming;

/// <summary>
/// Some streams that go through the networks together, row by row; a row gives the same bits in any block. Nothing is
/// allocated by an update, and by a forecast only where it goes further than any before.
/// </summary>
internal sealed class StreamBlock
{
    private readonly TrainedForecaster _model;
    private readonly OutputLayout _layout;
    private readonly StreamMember[] _members;
    private readonly bool[] _present;
    private readonly double[] _ofMembers;
    private double[] _watched = [];

    public StreamBlock(TrainedForecaster model, StreamRow[] rows)
    {
        _model = model;
        _layout = model.Definition.Output;
        Rows = rows;
        _members = [.. model.Runner.Networks.Select((network, member) => new StreamMember(network, _layout, [.. rows.Select(row => row.Feeds[member])]))];
        _present = new bool[rows.Length];
        _ofMembers = new double[_members.Length];
    }

    public StreamRow[] Rows { get; }

    /// <summary>Takes the next point of a row, which was checked; at most one before each step.</summary>
    /// <param name="row">The row.</param>
    /// <param name="values">A value for each channel, as it came in.</param>
    /// <param name="filled">The same with what stands for gaps, or empty, as for <see cref="StreamRow.Begin"/>.</param>
    public void Observe(int row, ReadOnlySpan<double> values, ReadOnlySpan<double> filled = default)
    {
        Rows[row].Begin(values, filled);
        foreach (StreamMember member in _members) member.Block.Observe(row, Rows[row].Point);
        _present[row] = true;
    }

    /// <summary>Steps the rows that observed a point; for the others no time goes by.</summary>
    public void Step()
    {
        foreach (StreamMember member in _members)
        {
            member.Block.Step();
            member.Block.Read();
        }

        Watch();
        Array.Clear(_present);
    }

    /// <summary>Forecasts of all rows; not a number for one that is not ready.</summary>
    /// <param name="horizon">How many steps.</param>
    /// <param name="to"><c>[rows, horizon, targets]</c>, in the units of the series.</param>
    public void Forecast(int horizon, Span<double> to)
    {
        foreach (StreamMember member in _members) member.Forecast(horizon);
        int size = horizon * _layout.Targets;
        for (int i = 0; i < Rows.Length * size; i++)
        {
            for (int member = 0; member < _members.Length; member++) _ofMembers[member] = _members[member].Points[i];
            to[i] = !Rows[i / size].IsReady ? double.NaN
                : _members.Length == 1 ? _ofMembers[0]
                : ForecastValues.Combine(_ofMembers, _model.Definition.Combination);
        }
    }

    /// <summary>The forecast of one row that is ready, with quantiles where the model has some.</summary>
    public Forecast ForecastOf(int row, int horizon)
    {
        StreamRow its = Rows[row];
        ForecastValues values;
        if (_layout.Steps == 1 && horizon > 1)
        {
            int size = horizon * _layout.Targets;
            var all = new double[Rows.Length * size];
            Forecast(horizon, all);
            values = new ForecastValues(all.AsSpan(row * size, size).ToArray(), []);
        }
        else
        {
            ForecastValues[] members =
            [
                .. _members.Select((member, index) =>
                    ForecastValues.FromOutput(_layout, member.Block.Output(row), horizon, its.Feeds[index], its.Count)),
            ];
            values = members.Length == 1 ? members[0] : ForecastValues.Combine(members, _model.Definition.Combination);
        }

        return _model.Forecasts.Of(its.Series, its.Count, values, its.Intervals, its.Range);
    }

    /// <summary>Where each row is in one member, for runs ahead. All of them are ready.</summary>
    public IEnumerable<SeriesRun> RunsFrom(int member, int horizon) =>
        Rows.Select((stream, row) => _members[member].RunFrom(row, stream, stream.FeedAhead(member, horizon)));

    /// <summary>A block of a copy of one row, which goes on from the same point.</summary>
    public StreamBlock Clone(int row)
    {
        var clone = new StreamBlock(_model, [Rows[row].Clone()]);
        for (int member = 0; member < _members.Length; member++)
            clone._members[member].Block.CopyRow(0, _members[member].Block, row);
        return clone;
    }

    /// <summary>Writes where all rows are.</summary>
    public void Write(StateWriter writer)
    {
        foreach (StreamRow row in Rows) row.WriteTransforms(writer);
        Transfer(writer);
    }

    /// <summary>Reads what <see cref="Write"/> wrote of these series.</summary>
    public static StreamBlock Read(
        TrainedForecaster model, TimeSeries[] series, StreamingOptions options, StateReader reader)
    {
        var block = new StreamBlock(model,
        [
            .. series.Select(one => new StreamRow(
                model.Definition, one, StreamRow.ReadTransforms(model.Definition, one, reader), options)),
        ]);
        block.Transfer(reader);
        return block;
    }

    private void Transfer(StateArchive archive)
    {
        for (int row = 0; row < Rows.Length; row++)
        {
            Rows[row].Transfer(archive);
            foreach (StreamMember member in _members) member.Block.Transfer(archive, row);
        }
    }

    /// <summary>What will be compared with the points to come.</summary>
    private void Watch()
    {
        if (!_present.Contains(true)) return;
        if (Rows[0].Monitor is not StreamMonitor { Horizon: int horizon }) return;
        int size = horizon * _layout.Targets;
        if (_watched.Length < Rows.Length * size) _watched = new double[Rows.Length * size];
        Forecast(horizon, _watched);
        for (int row = 0; row < Rows.Length; row++)
        {
            if (_present[row] && Rows[row].IsReady) Rows[row].Monitor!.Issue(Rows[row].Count, _watched.AsSpan(row * size, size));
        }
    }
}
