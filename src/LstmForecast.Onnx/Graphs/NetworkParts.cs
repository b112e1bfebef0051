using LstmForecast.Network;

namespace LstmForecast.Onnx.Graphs;

/// <summary>What stands below and above the LSTM layers; works on the last axis, whatever axes stand before it.</summary>
internal static class NetworkParts
{
    /// <summary>
    /// Replaces the index of each category, which are the last columns, by its row of a table. An index that is in no table
    /// is an error of the run.
    /// </summary>
    public static string Embed(GraphBuilder graph, NetworkWeights weights, Precision precision, string x)
    {
        EmbeddingShape[] tables = weights.Shape.Embeddings;
        if (tables.Length == 0) return x;
        string[] parts = [graph.NewName("numbers"), .. tables.Select(_ => graph.NewName("category"))];
        long[] sizes = [weights.Shape.InputSize - tables.Length, .. tables.Select(_ => 1L)];
        graph.Node("Split", [x, graph.Constant("sizes", sizes)], parts, Attributes.Int("axis", -1));
        string last = graph.Constant("last", -1L);
        for (int i = 0; i < tables.Length; i++)
        {
            string table = graph.Constant(
                "table", precision, weights[$"embeddings.{i}.weight"], tables[i].Rows, tables[i].Width);
            string index = graph.WholeNumbers(graph.Node("Squeeze", [parts[i + 1], last]));
            parts[i + 1] = graph.Node("Gather", [table, index], Attributes.Int("axis", 0));
        }

        return graph.Join(parts);
    }

    public static string Normalize(
        GraphBuilder graph, NetworkWeights weights, Precision precision, int layer, string x)
    {
        string Constant(string role) => graph.Constant(
            role, precision, weights[$"norms.{layer}.{role}"], weights.Shape.HiddenSizes[layer]);

        switch (weights.Shape.Normalization)
        {
            case Normalization.Layer:
                return graph.Node(
                    "LayerNormalization",
                    [x, Constant("weight"), Constant("bias")],
                    Attributes.Int("axis", -1),
                    Attributes.Float("epsilon", NetworkShape.NormalizationEpsilon));
            case Normalization.Batch:
                // BatchNormalization wants the units on the second axis; in evaluation it is no more than this.
                double[] scales = [.. weights[$"norms.{layer}.weight"].Zip(
                    weights[$"norms.{layer}.running_var"],
                    (weight, variance) => weight / Math.Sqrt(variance + NetworkShape.NormalizationEpsilon))];
                string centred = graph.Node("Sub", [x, Constant("running_mean")]);
                string scaled = graph.Node("Mul", [centred, graph.Constant("scale", precision, scales, scales.Length)]);
                return graph.Node("Add", [scaled, Constant("bias")]);
            default:
                return x;
        }
    }

    /// <summary>The linear layers up to the network's output.</summary>
    public static string Head(GraphBuilder graph, NetworkWeights weights, Precision precision, string x)
    {
        int index = 0;
        foreach ((int from, int to) in weights.Shape.LinearSizes())
        {
            string weight = graph.Constant(
                "head_weight", precision, Transpose(weights[$"head.{index}.weight"], to, from), from, to);
            string bias = graph.Constant("head_bias", precision, weights[$"head.{index}.bias"], to);
            x = graph.Node("Add", [graph.Node("MatMul", [x, weight]), bias]);
            index++;
        }

        return x;
    }

    private static double[] Transpose(double[] matrix, int rows, int columns)
    {
        var transposed = new double[matrix.Length];
        for (int row = 0; row < rows; row++)
            for (int column = 0; column < columns; column++)
                transposed[column * rows + row] = matrix[row * columns + column];
        return transposed;
    }
}
