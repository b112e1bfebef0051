using LstmForecast.Model;
using LstmForecast.Network;
using LstmForecast.Runtime.Tests.Network;
using LstmForecast.Transforms;

namespace LstmForecast.Runtime.Tests.Forecasting;

/// <summary>Models without training.</summary>
internal static class Models
{
    public static readonly TrainingHistory NoHistory =
        new() { Epochs = [], StopReason = StopReason.EpochsCompleted, RestoredEpoch = 0 };

    public static string[] ChannelNames(int count) => [.. Enumerable.Range(0, count).Select(i => $"channel {i}")];

    public static TrainedForecaster From(
        NetworkShape shape,
        IReadOnlyDictionary<string, double[]> weights,
        TransformPipeline? transforms = null,
        TrainingHistory? history = null,
        Precision precision = Precision.Float64,
        string[]? channels = null) =>
        new(ModelDefinition.OneStep(
            channels ?? ChannelNames(shape.InputSize),
            precision,
            transforms ?? new TransformPipeline([]),
            new NetworkWeights(shape, weights)),
            history);

    /// <summary>A model with random weights, two LSTM layers and the given transforms, of 1 channel or more.</summary>
    public static TrainedForecaster Random(int channels, params FittedTransform[] transforms)
    {
        var shape = new NetworkShape(channels, [5, 3], [], channels, Normalization.None);
        return From(shape, RandomWeights.For(shape, seed: 11), new TransformPipeline(transforms));
    }

    /// <summary>
    /// A model whose network answers the same whatever it is shown: with zero weights the LSTM puts out zero
    /// (g = tanh(0) = 0, so c = h = 0), and only the bias of the head is left.
    /// </summary>
    public static TrainedForecaster Constant(double[] answer, params FittedTransform[] transforms)
    {
        var shape = new NetworkShape(answer.Length, [2], [], answer.Length, Normalization.None);
        Dictionary<string, double[]> weights = RandomWeights.For(shape, 0)
            .ToDictionary(one => one.Key, one => new double[one.Value.Length]);
        weights["head.0.bias"] = answer;
        return From(shape, weights, new TransformPipeline(transforms));
    }

    public static TimeSeries Wave(string name, int length, int channels, double level = 0) => new(
        name,
        [.. Enumerable.Range(0, length * channels).Select(i => level + Math.Sin(0.7 * i) + 0.1 * (i % channels))],
        ChannelNames(channels));
}
