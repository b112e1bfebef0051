using LstmForecast.Model;

namespace LstmForecast.Unrolling;

/// <summary>A history as it was observed, and as the model is shown it: with its gaps filled, where the model fills them.</summary>
internal readonly record struct FilledHistory(TimeSeries Observed, TimeSeries Filled)
{
    public static FilledHistory Of(ModelDefinition model, TimeSeries series) =>
        new(series, model.Missing.Apply(series, model.Channels.IsTarget));
}
