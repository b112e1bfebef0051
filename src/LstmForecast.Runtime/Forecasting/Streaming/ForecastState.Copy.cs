using LstmForecast.Forecasting;
using LstmForecast.States;

namespace LstmForecast;

public sealed partial class ForecastState
{
    /// <summary>A state of its own that goes on from the same place.</summary>
    public ForecastState Fork() => Copy(Model, Options, _block, row: 0);

    internal static ForecastState Copy(TrainedForecaster model, StreamingOptions options, StreamBlock block, int row)
    {
        using var memory = new MemoryStream();
        using (var writer = new StateWriter(memory)) Write(writer, block, row);
        memory.Position = 0;
        using var reader = new StateReader(memory);
        return Read(model, block.Rows[row].Series, options, reader);
    }

    internal static void Write(StateWriter writer, StreamBlock block, int row)
    {
        block.Rows[row].WriteTransforms(writer);
        block.Transfer(writer, row);
    }

    internal static ForecastState Read(
        TrainedForecaster model, TimeSeries series, StreamingOptions options, StateReader reader)
    {
        var row = new StreamRow(
            model.Definition, series, StreamRow.ReadTransforms(model.Definition, series, reader), options);
        var state = new ForecastState(model, row, options);
        state._block.Transfer(reader, row: 0);
        return state;
    }
}
