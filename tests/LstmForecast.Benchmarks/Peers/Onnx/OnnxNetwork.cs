using LstmForecast.Lstm;

namespace LstmForecast.Benchmarks;

/// <summary>
/// One step of a network as an ONNX model, in the two ways that suggest themselves. Inputs <c>x</c>, <c>h0</c>,
/// <c>c0</c>, <c>h1</c> …, outputs <c>y</c>, <c>h0_next</c>, <c>c0_next</c> …, all <c>[1, 1, size]</c>.
/// </summary>
internal static class OnnxNetwork
{
    // ONNX wants the gates input, output, forget, cell; PyTorch has input, forget, cell, output.
    private static readonly int[] GateOrder = [0, 3, 1, 2];

    /// <summary>An <c>LSTM</c> operator a layer, with sequences of length 1.</summary>
    public static byte[] ByOperator(NetworkWeights weights) => Build(weights, (graph, layer, x) =>
    {
        (int input, int hidden) = (weights.Shape.LayerInput(layer), weights.Shape.HiddenSizes[layer]);
        string cell = $"cells.{layer}";
        graph.Constant($"w{layer}", Reorder(weights[$"{cell}.weight_ih"]), 1, 4 * hidden, input);
        graph.Constant($"r{layer}", Reorder(weights[$"{cell}.weight_hh"]), 1, 4 * hidden, hidden);
        IEnumerable<double> biases = Reorder(weights[$"{cell}.bias_ih"]).Concat(Reorder(weights[$"{cell}.bias_hh"]));
        graph.Constant($"b{layer}", biases, 1, 8 * hidden);
        graph.Node(
            "LSTM",
            [x, $"w{layer}", $"r{layer}", $"b{layer}", "", $"h{layer}", $"c{layer}"],
            ["", $"h{layer}_next", $"c{layer}_next"],
            ("hidden_size", hidden));
    });

    /// <summary>The equations of the cell, one matrix product a layer.</summary>
    public static byte[] ByEquations(NetworkWeights weights) => Build(weights, (graph, layer, x) =>
    {
        (int input, int hidden) = (weights.Shape.LayerInput(layer), weights.Shape.HiddenSizes[layer]);
        string cell = $"cells.{layer}";
        // [input + hidden, 4 hidden]: the matrix product is of a row from the left.
        IEnumerable<double> matrix = Transpose(weights[$"{cell}.weight_ih"], input)
            .Concat(Transpose(weights[$"{cell}.weight_hh"], hidden));
        graph.Constant($"w{layer}", matrix, input + hidden, 4 * hidden);
        graph.Constant(
            $"b{layer}", weights[$"{cell}.bias_ih"].Zip(weights[$"{cell}.bias_hh"], (a, b) => a + b), 4 * hidden);
        graph.Node("Concat", [x, $"h{layer}"], [$"xh{layer}"], ("axis", 2));
        graph.Node("MatMul", [$"xh{layer}", $"w{layer}"], [$"product{layer}"]);
        graph.Node("Add", [$"product{layer}", $"b{layer}"], [$"gates{layer}"]);
        graph.Node("Split", [$"gates{layer}"], [$"i{layer}", $"f{layer}", $"g{layer}", $"o{layer}"], ("axis", 2));
        foreach (string gate in (string[])["i", "f", "o"])
            graph.Node("Sigmoid", [$"{gate}{layer}"], [$"{gate}{layer}_active"]);
        graph.Node("Tanh", [$"g{layer}"], [$"g{layer}_active"]);
        graph.Node("Mul", [$"f{layer}_active", $"c{layer}"], [$"kept{layer}"]);
        graph.Node("Mul", [$"i{layer}_active", $"g{layer}_active"], [$"new{layer}"]);
        graph.Node("Add", [$"kept{layer}", $"new{layer}"], [$"c{layer}_next"]);
        graph.Node("Tanh", [$"c{layer}_next"], [$"c{layer}_active"]);
        graph.Node("Mul", [$"o{layer}_active", $"c{layer}_active"], [$"h{layer}_next"]);
    });

    private static byte[] Build(NetworkWeights weights, Action<OnnxGraph, int, string> addLayer)
    {
        NetworkShape shape = weights.Shape;
        var graph = new OnnxGraph();
        graph.Input("x", 1, 1, shape.InputSize);
        graph.Output("y", 1, 1, shape.OutputSize);
        string x = "x";
        for (int layer = 0; layer < shape.HiddenSizes.Length; layer++)
        {
            foreach (string state in (string[])[$"h{layer}", $"c{layer}"])
            {
                graph.Input(state, 1, 1, shape.HiddenSizes[layer]);
                graph.Output($"{state}_next", 1, 1, shape.HiddenSizes[layer]);
            }

            addLayer(graph, layer, x);
            x = $"h{layer}_next";
        }

        int width = shape.HiddenSizes[^1];
        graph.Constant("head_w", Transpose(weights["head.0.weight"], width), width, shape.OutputSize);
        graph.Constant("head_b", weights["head.0.bias"], shape.OutputSize);
        graph.Node("MatMul", [x, "head_w"], ["head"]);
        graph.Node("Add", ["head", "head_b"], ["y"]);
        return graph.ToModel();
    }

    private static IEnumerable<double> Reorder(double[] gates)
    {
        int size = gates.Length / GateOrder.Length;
        return GateOrder.SelectMany(gate => gates.AsSpan(gate * size, size).ToArray());
    }

    private static IEnumerable<double> Transpose(double[] matrix, int columns) =>
        Enumerable.Range(0, columns).SelectMany(column =>
            Enumerable.Range(0, matrix.Length / columns).Select(row => matrix[row * columns + column]));
}
