using LstmForecast.Network;

namespace LstmForecast.Onnx.Graphs;

/// <summary>
/// Many time steps in one call: in 32 bits by ONNX's LSTM operator, layer after layer; in 64 bits, where ONNX Runtime
/// has no such operator, by a Scan over the step form.
/// </summary>
internal static class SequenceNetwork
{
    /// <param name="graph">Gets the nodes, and the states as inputs and outputs.</param>
    /// <param name="weights">The network.</param>
    /// <param name="precision">What it computes in.</param>
    /// <param name="x">The name of the input, <c>[batch, time, input size]</c>.</param>
    /// <param name="statePrefix">What the names of the states begin with.</param>
    /// <returns>The name of the output, <c>[batch, time, output size]</c>.</returns>
    public static string Add(
        GraphBuilder graph, NetworkWeights weights, Precision precision, string x, string statePrefix = "") =>
        precision == Precision.Float32
            ? ByOperators(graph, weights, LayerState.Declare(graph, weights.Shape, precision, statePrefix), x)
            : ByScan(graph, weights, precision, x, statePrefix);

    private static string ByOperators(GraphBuilder graph, NetworkWeights weights, LayerState[] states, string x)
    {
        // The operator wants [time, batch, channels]: runtimes do not have its other layout.
        x = graph.Node("Transpose", [x], Attributes.Ints("perm", 1, 0, 2));
        x = NetworkParts.Embed(graph, weights, Precision.Float32, x);
        string direction = graph.Constant("direction", 0L), directions = graph.Constant("directions", 1L);
        for (int layer = 0; layer < states.Length; layer++)
        {
            LayerState state = states[layer];
            string[] next = [graph.NewName("output"), graph.NewName("hidden"), graph.NewName("cell")];
            graph.Node(
                "LSTM",
                [
                    x,
                    .. Operands(graph, weights, layer),
                    "",
                    graph.Node("Unsqueeze", [state.Hidden, direction]),
                    graph.Node("Unsqueeze", [state.Cell, direction]),
                ],
                next,
                Attributes.Int("hidden_size", state.Units));
            graph.Node("Squeeze", [next[1], direction], [state.HiddenNext]);
            graph.Node("Squeeze", [next[2], direction], [state.CellNext]);
            // [time, directions, batch, units]
            string output = graph.Node("Squeeze", [next[0], directions]);
            x = NetworkParts.Normalize(graph, weights, Precision.Float32, layer, output);
        }

        string y = NetworkParts.Head(graph, weights, Precision.Float32, x);
        return graph.Node("Transpose", [y], Attributes.Ints("perm", 1, 0, 2));
    }

    private static string[] Operands(GraphBuilder graph, NetworkWeights weights, int layer)
    {
        int units = weights.Shape.HiddenSizes[layer];
        double[] Rows(string name) => Gates.ForOnnx(weights[$"cells.{layer}.{name}"]);
        double[] biases = [.. Rows("bias_ih"), .. Rows("bias_hh")];
        return
        [
            graph.Constant("w", Precision.Float32, Rows("weight_ih"), 1, 4 * units, weights.Shape.LayerInput(layer)),
            graph.Constant("r", Precision.Float32, Rows("weight_hh"), 1, 4 * units, units),
            graph.Constant("b", Precision.Float32, biases, 1, 8 * units),
        ];
    }

    private static string ByScan(
        GraphBuilder graph, NetworkWeights weights, Precision precision, string x, string statePrefix)
    {
        var step = new GraphBuilder("step", Scan.Inside);
        string inner = StepNetwork.Add(step, weights, precision, $"{Scan.Inside}x", Scan.Inside + statePrefix);
        step.Input($"{Scan.Inside}x", precision, "batch", weights.Shape.InputSize);
        step.Output(inner, precision, "batch", weights.Shape.OutputSize);
        string y = graph.NewName("outputs");
        Scan.Add(graph, step.Graph, x, y);
        return y;
    }
}
