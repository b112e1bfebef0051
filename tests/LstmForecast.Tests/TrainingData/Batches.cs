using LstmForecast.Model;
using LstmForecast.Network;
using LstmForecast.Objectives;
using LstmForecast.TrainingData;
using LstmForecast.Transforms;

namespace LstmForecast.Tests.TrainingData;

/// <summary>Series made ready for training, for tests that begin there.</summary>
internal static class Batches
{
    /// <summary>A model that forecasts all channels one step ahead, without transforms.</summary>
    public static ModelDefinition OneStepModel(IReadOnlyList<string> channels)
    {
        var shape = new NetworkShape(channels.Count, [1], [], channels.Count, Normalization.None);
        return ModelDefinition.OneStep(
            channels,
            Precision.Float64,
            new TransformPipeline([]),
            WeightInitializer.Initialize(shape, seed: 0, Precision.Float64));
    }

    /// <summary>Whole series, or windows of them, to be forecast one step ahead.</summary>
    public static WindowSet Windows(
        IReadOnlyList<TimeSeries> series, Precision precision = Precision.Float64, WindowOptions? options = null) =>
        Windows(OneStepModel(series[0].Channels), series, precision, options);

    /// <summary>Windows for any model.</summary>
    public static WindowSet Windows(
        ModelDefinition model,
        IReadOnlyList<TimeSeries> series,
        Precision precision = Precision.Float64,
        WindowOptions? options = null)
    {
        model = model with { Precision = precision };
        return new WindowSet(series.Select(one => new PreparedSeries(model, one)), model, options);
    }

    /// <summary>Whole series side by side, to be forecast one step ahead.</summary>
    public static TrainingBatch OneStep(IReadOnlyList<TimeSeries> series, Precision precision) =>
        Windows(series, precision).All();
}
