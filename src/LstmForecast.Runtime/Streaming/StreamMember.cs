using LstmForecast.Model;
using LstmForecast.Network;
using LstmForecast.Unrolling;

namespace LstmForecast.Streaming;

/// <summary>One network of an ensemble over the rows of a block, and a copy of it that runs ahead.</summary>
internal sealed class StreamMember
{
    private readonly LstmNetwork _network;
    private readonly OutputLayout _layout;
    private readonly SeriesFeed[] _feeds;
    private readonly Choice _point;
    private RowBlock? _ahead;
    private double[] _chosen = [];

    public StreamMember(LstmNetwork network, OutputLayout layout, SeriesFeed[] feeds)
    {
        _network = network;
        _layout = layout;
        _feeds = feeds;
        _point = (_, parameters, scale) => layout.PointOf(parameters, scale);
        Block = NewBlock();
    }

    /// <summary>Where the rows are.</summary>
    public RowBlock Block { get; }

    /// <summary>What <see cref="Forecast"/> has left, <c>[rows, horizon, targets]</c>.</summary>
    public double[] Points { get; private set; } = [];

    /// <summary>Forecasts of all rows that are ready, from where they are.</summary>
    public void Forecast(int horizon)
    {
        int size = horizon * _layout.Targets;
        if (Points.Length < Block.Rows * size)
        {
            Points = new double[Block.Rows * size];
            _chosen = new double[Points.Length];
        }

        bool recursive = _layout.Steps == 1 && horizon > 1;
        if (recursive)
        {
            _ahead ??= NewBlock();
            _ahead.CopyFrom(Block);
            _ahead.RunAhead(horizon, _point, _chosen);
        }

        for (int row = 0; row < Block.Rows; row++)
        {
            if (!Block.IsReady(row)) continue;
            SeriesFeed feed = _feeds[row];
            Span<double> points = Points.AsSpan(row * size, size);
            if (recursive) ForecastValues.WriteRecursive(_layout, _chosen.AsSpan(row * size, size), feed, feed.Count, points);
            else ForecastValues.WritePoint(_layout, Block.Output(row), feed, feed.Count, _chosen.AsSpan(0, horizon), points);
        }
    }

    /// <summary>Where a row is now, for runs ahead of it that leave it there.</summary>
    public SeriesRun RunFrom(int row, StreamRow stream, SeriesFeed feedAhead)
    {
        var run = new SeriesRun(
            stream.Series, feedAhead, [stream.Count], _network.Shape.OutputSize, _network.RowStateSize);
        run.Keep(0, Block, row);
        return run;
    }

    private RowBlock NewBlock() => new(_network, _layout, _network.NewState(_feeds.Length), _feeds);
}
