using LstmForecast.Model;
using LstmForecast.Network;
using LstmForecast.Runtime.Tests.Network;
using LstmForecast.Transforms;

namespace LstmForecast.Runtime.Tests.Forecasting.Likelihoods;

/// <summary>Models of one channel that give distributions, without training.</summary>
internal static class LikelihoodModels
{
    /// <summary>A model that puts out the same numbers whatever it is shown, see <see cref="Models.Constant"/>.</summary>
    public static TrainedForecaster Constant(OutputKind kind, double[] outputs, params FittedTransform[] transforms)
    {
        int parameters = kind == OutputKind.StudentT ? 3 : 2;
        var layout = new OutputLayout(outputs.Length / parameters, 1, kind, []);
        NetworkShape shape = Shape(layout);
        Dictionary<string, double[]> weights = RandomWeights.For(shape, 0)
            .ToDictionary(one => one.Key, one => new double[one.Value.Length]);
        weights["head.0.bias"] = outputs;
        return From(layout, transforms, new NetworkWeights(shape, weights));
    }

    /// <summary>A recursive model with random weights, which looks at its inputs.</summary>
    public static TrainedForecaster Random(OutputKind kind, int[] seeds, params FittedTransform[] transforms)
    {
        var layout = new OutputLayout(1, 1, kind, []);
        NetworkShape shape = Shape(layout);
        return From(layout, transforms, [.. seeds.Select(seed => new NetworkWeights(shape, RandomWeights.For(shape, seed)))]);
    }

    public static TimeSeries Counts(string name, int length) => new(
        name, [.. Enumerable.Range(0, length).Select(i => (double)(5 + 7 * i % 11))], Models.ChannelNames(1));

    /// <summary>The number whose softplus is the given one, above 0.</summary>
    public static double InverseSoftplus(double value) => Math.Log(Math.Exp(value) - 1);

    private static NetworkShape Shape(OutputLayout layout) => new(1, [4], [], layout.Width, Normalization.None);

    private static TrainedForecaster From(OutputLayout layout, FittedTransform[] transforms, params NetworkWeights[] members) =>
        new(new ModelDefinition
        {
            Channels = ChannelRoles.AllTargets(Models.ChannelNames(1)),
            Precision = Precision.Float64,
            Transforms = new TransformPipeline(transforms),
            Output = layout,
            Members = members,
        });
}
