using LstmForecast.Network;

namespace LstmForecast.Onnx.Graphs;

/// <summary>
/// One time step as the equations of the cell, one matrix product a layer. ONNX's LSTM operator would do too, with
/// a sequence of length 1, but ONNX Runtime takes longer for it and has it in 32 bits alone.
/// </summary>
internal static class StepNetwork
{
    /// <param name="graph">Gets the nodes, and the states as inputs and outputs.</param>
    /// <param name="weights">The network.</param>
    /// <param name="precision">What it computes in.</param>
    /// <param name="x">The name of the input, <c>[batch, input size]</c>.</param>
    /// <param name="statePrefix">What the names of the states begin with.</param>
    /// <returns>The name of the output, <c>[batch, output size]</c>.</returns>
    public static string Add(
        GraphBuilder graph, NetworkWeights weights, Precision precision, string x, string statePrefix = "")
    {
        LayerState[] states = LayerState.Declare(graph, weights.Shape, precision, statePrefix);
        x = NetworkParts.Embed(graph, weights, precision, x);
        for (int layer = 0; layer < states.Length; layer++)
        {
            AddCell(graph, weights, precision, layer, x, states[layer]);
            x = NetworkParts.Normalize(graph, weights, precision, layer, states[layer].HiddenNext);
        }

        return NetworkParts.Head(graph, weights, precision, x);
    }

    private static void AddCell(
        GraphBuilder graph, NetworkWeights weights, Precision precision, int layer, string x, LayerState state)
    {
        int units = state.Units;
        double[] Rows(string name) => Gates.SigmoidsFirst(weights[$"cells.{layer}.{name}"]);
        double[] joined = JoinRows(Rows("weight_ih"), Rows("weight_hh"), 4 * units);
        double[] sums = [.. Rows("bias_ih").Zip(Rows("bias_hh"), (a, b) => a + b)];
        string weight = graph.Constant("cell_weight", precision, joined, 4 * units, joined.Length / (4 * units));
        string bias = graph.Constant("cell_bias", precision, sums, 4 * units);
        string input = graph.Node("Concat", [x, state.Hidden], Attributes.Int("axis", 1));
        string gates = graph.Node("Gemm", [input, weight, bias], Attributes.Int("transB", 1));

        // Named as in PyTorch's documentation of LSTMCell.
        string ifo = graph.NewName("ifo"), g = graph.NewName("g");
        graph.Node(
            "Split", [gates, graph.Constant("sizes", 3L * units, units)], [ifo, g], Attributes.Int("axis", 1));
        string i = graph.NewName("i"), f = graph.NewName("f"), o = graph.NewName("o");
        graph.Node("Split", [graph.Node("Sigmoid", [ifo])], [i, f, o], Attributes.Int("axis", 1));
        string kept = graph.Node("Mul", [f, state.Cell]);
        string added = graph.Node("Mul", [i, graph.Node("Tanh", [g])]);
        graph.Node("Add", [kept, added], [state.CellNext]);
        graph.Node("Mul", [o, graph.Node("Tanh", [state.CellNext])], [state.HiddenNext]);
    }

    /// <summary>Two matrices side by side.</summary>
    private static double[] JoinRows(double[] left, double[] right, int rows)
    {
        (int l, int r) = (left.Length / rows, right.Length / rows);
        var joined = new double[left.Length + right.Length];
        for (int row = 0; row < rows; row++)
        {
            left.AsSpan(row * l, l).CopyTo(joined.AsSpan(row * (l + r)));
            right.AsSpan(row * r, r).CopyTo(joined.AsSpan(row * (l + r) + l));
        }

        return joined;
    }
}
