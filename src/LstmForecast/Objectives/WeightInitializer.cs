using LstmForecast.Network;
using LstmForecast.Numerics;

namespace LstmForecast.Objectives;

/// <summary>
/// Initial weights as PyTorch chooses them, from a generator of our own: cells uniform in ±1/√hidden, linear layers in
/// ±1/√inputs, normalisations neutral.
/// </summary>
internal static class WeightInitializer
{
    public static NetworkWeights Initialize(NetworkShape shape, long seed, Precision precision)
    {
        var random = new SeededRandom(seed, stream: 1);
        var values = new Dictionary<string, double[]>();
        (int In, int Out)[] linearSizes = [.. shape.LinearSizes()];
        foreach ((string name, int[] dimensions) in shape.Weights())
        {
            string[] parts = name.Split('.');
            int index = int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture);
            int size = dimensions.Aggregate(1, (product, dimension) => product * dimension);
            values[name] = parts[0] switch
            {
                "cells" => Uniform(random, size, shape.HiddenSizes[index], precision),
                // Narrower than PyTorch's standard normal: a category must not drown what the series says.
                "embeddings" => Uniform(random, size, fan: 100, precision),
                "head" => Uniform(random, size, linearSizes[index].In, precision),
                _ => [.. Enumerable.Repeat(parts[2] is "weight" or "running_var" ? 1.0 : 0.0, size)],
            };
        }

        return new NetworkWeights(shape, values);
    }

    private static double[] Uniform(SeededRandom random, int size, int fan, Precision precision)
    {
        double bound = 1 / Math.Sqrt(fan);
        var values = new double[size];
        for (int i = 0; i < size; i++)
        {
            double value = random.NextUniform(-bound, bound);
            values[i] = precision == Precision.Float32 ? (float)value : value;
        }

        return values;
    }
}
