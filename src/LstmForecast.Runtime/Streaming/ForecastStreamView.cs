using LstmForecast.Forecasting;
using LstmForecast.Streaming;

namespace LstmForecast;

/// <summary>
/// One series of a <see cref="ForecastStreamBatch"/>, as it is at any moment: it is updated with the batch, and otherwise
/// tells what a <see cref="ForecastStream"/> does.
/// </summary>
public readonly struct ForecastStreamView
{
    private readonly ForecastStreamBatch _batch;
    private readonly StreamBlock _block;
    private readonly int _row;

    internal ForecastStreamView(ForecastStreamBatch batch, StreamBlock block, int row)
    {
        _batch = batch;
        _block = block;
        _row = row;
    }

    /// <inheritdoc cref="ForecastStream.SeriesName"/>
    public string SeriesName => Row.Series.Name;

    /// <inheritdoc cref="ForecastStream.Count"/>
    public int Count => Row.Count;

    /// <inheritdoc cref="ForecastStream.IsReady"/>
    public bool IsReady => Row.IsReady;

    /// <inheritdoc cref="ForecastStream.LastWasMissing"/>
    public bool LastWasMissing => Row.LastWasMissing;

    /// <inheritdoc cref="ForecastStream.Drift"/>
    public DriftSignal Drift => Row.Drift;

    private StreamRow Row => _block.Rows[_row];

    /// <inheritdoc cref="ForecastStream.Interval(int, int)"/>
    public PredictionInterval Interval(int step = 1, int channel = 0) => Row.Interval(_batch.Options, step, channel);

    /// <inheritdoc cref="ForecastStream.Interval(int, string)"/>
    public PredictionInterval Interval(int step, string channel) =>
        Interval(step, ChannelIndex.Of(_batch.Model.TargetChannels, channel, SeriesName));

    /// <inheritdoc cref="ForecastStream.ResetDrift"/>
    public void ResetDrift() => Row.Monitor?.ResetDrift();

    /// <summary>A stream of its own that goes on from the same point.</summary>
    public ForecastStream Clone() => new(_batch.Model, _block.Clone(_row), _batch.Options);
}
