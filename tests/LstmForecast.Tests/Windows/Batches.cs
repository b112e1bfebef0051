using LstmForecast.Backend;
using LstmForecast.Forecasting;
using LstmForecast.Lstm;
using LstmForecast.Network;
using LstmForecast.Transforms;
using LstmForecast.Windows;
using static TorchSharp.torch;

namespace LstmForecast.Tests.Windows;

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
            WeightInitializer.Initialize(shape, seed: 0, Precision.Float64),
            new TrainingHistory { Epochs = [], StopReason = StopReason.EpochsCompleted, RestoredEpoch = 0 });
    }

    /// <summary>Whole series, or windows of them, to be forecast one step ahead.</summary>
    public static WindowSet Windows(
        IReadOnlyList<TimeSeries> series, ScalarType type = ScalarType.Float64, WindowOptions? options = null) =>
        Windows(OneStepModel(series[0].Channels), series, type, options);

    /// <summary>Windows for any model.</summary>
    public static WindowSet Windows(
        ModelDefinition model,
        IReadOnlyList<TimeSeries> series,
        ScalarType type = ScalarType.Float64,
        WindowOptions? options = null,
        Device? device = null)
    {
        NativeBackend.EnsureLoaded();
        return new WindowSet(series.Select(one => new PreparedSeries(model, one)), model, type, device ?? CPU, options);
    }

    /// <summary>Whole series side by side, to be forecast one step ahead.</summary>
    public static TrainingBatch OneStep(IReadOnlyList<TimeSeries> series, ScalarType type, Device? device = null) =>
        Windows(OneStepModel(series[0].Channels), series, type, device: device).All();
}
