using LstmForecast.Onnx.Proto;

namespace LstmForecast.Onnx.Graphs;

/// <summary>A graph of one time step run over a stretch of time, in one operation of another graph.</summary>
internal static class Scan
{
    /// <summary>What all names in the step begin with, as they must differ from all names outside.</summary>
    public const string Inside = "step_";

    /// <summary>Adds the operation, and the states of the step as inputs and outputs of the graph around it.</summary>
    /// <param name="graph">The graph around it.</param>
    /// <param name="step">
    /// Its inputs are states and then one time step of the input; its outputs the same states afterwards and then what is
    /// put out.
    /// </param>
    /// <param name="x">The input, with time on the second axis.</param>
    /// <param name="outputs">What the step's other outputs are called where they are put together, time on the second axis.</param>
    public static void Add(GraphBuilder graph, GraphProto step, string x, params string[] outputs)
    {
        ValueInfoProto[] before = [.. step.Input.SkipLast(1).Select(Outside)];
        ValueInfoProto[] after = [.. step.Output.SkipLast(outputs.Length).Select(Outside)];
        graph.Graph.Input.Add(before);
        graph.Graph.Output.Add(after);
        graph.Node(
            "Scan",
            [.. before.Select(state => state.Name), x],
            [.. after.Select(state => state.Name), .. outputs],
            Attributes.Graph("body", step),
            Attributes.Int("num_scan_inputs", 1),
            Attributes.Ints("scan_input_axes", 1),
            Attributes.Ints("scan_output_axes", outputs.Select(_ => 1L)));
    }

    private static ValueInfoProto Outside(ValueInfoProto state) =>
        new() { Name = state.Name[Inside.Length..], Type = state.Type };
}
