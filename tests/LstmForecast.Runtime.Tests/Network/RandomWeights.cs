using CsCheck;
using LstmForecast.Network;

namespace LstmForecast.Runtime.Tests.Network;

/// <summary>Shapes and weights to test with; named and sized by the rules of PyTorch.</summary>
internal static class RandomWeights
{
    /// <summary>1 to 3 layers, 1 to 4 channels, up to two head layers, all normalisations.</summary>
    public static readonly Gen<NetworkShape> Shapes =
        from channels in Gen.Int[1, 4]
        from hidden in Gen.Int[1, 9].Array[1, 3]
        from head in Gen.Int[1, 5].Array[0, 2]
        from normalization in Gen.Enum<Normalization>()
        select new NetworkShape(channels, hidden, head, channels, normalization);

    /// <summary>Values that are exact in 32 bits: eighths between -1.5 and 1.5, variances above 0.</summary>
    public static Dictionary<string, double[]> For(NetworkShape shape, int seed)
    {
        var random = new Random(seed);
        double[] Values(int count) => [.. Enumerable.Range(0, count).Select(_ => random.Next(-12, 13) / 8.0)];

        var weights = new Dictionary<string, double[]>();
        for (int i = 0; i < shape.Embeddings.Length; i++)
            weights[$"embeddings.{i}.weight"] = Values(shape.Embeddings[i].Rows * shape.Embeddings[i].Width);
        int from = shape.InputSize + shape.Embeddings.Sum(table => table.Width - 1);
        for (int layer = 0; layer < shape.HiddenSizes.Length; layer++)
        {
            int hidden = shape.HiddenSizes[layer];
            weights[$"cells.{layer}.weight_ih"] = Values(4 * hidden * from);
            weights[$"cells.{layer}.weight_hh"] = Values(4 * hidden * hidden);
            weights[$"cells.{layer}.bias_ih"] = Values(4 * hidden);
            weights[$"cells.{layer}.bias_hh"] = Values(4 * hidden);
            from = hidden;
            if (shape.Normalization == Normalization.None) continue;
            weights[$"norms.{layer}.weight"] = Values(hidden);
            weights[$"norms.{layer}.bias"] = Values(hidden);
            if (shape.Normalization == Normalization.Layer) continue;
            weights[$"norms.{layer}.running_mean"] = Values(hidden);
            weights[$"norms.{layer}.running_var"] = [.. Values(hidden).Select(value => value * value + 0.125)];
        }

        int[] outputs = [.. shape.HeadSizes, shape.OutputSize];
        for (int index = 0; index < outputs.Length; index++)
        {
            weights[$"head.{index}.weight"] = Values(outputs[index] * from);
            weights[$"head.{index}.bias"] = Values(outputs[index]);
            from = outputs[index];
        }

        return weights;
    }

    public static ReferenceNetwork Reference(NetworkShape shape, IReadOnlyDictionary<string, double[]> weights) =>
        new(shape.HiddenSizes, shape.HeadSizes.Length + 1, shape.Normalization, weights);
}
