using LstmForecast.Model;
using LstmForecast.Network;
using LstmForecast.Onnx.Graphs;

namespace LstmForecast.Onnx;

/// <summary>The network as it is, in its own precision; of an ensemble each one, side by side.</summary>
internal static class NetworksAlone
{
    /// <summary>Whether there is nothing else to a model: what it sees is what is observed.</summary>
    public static bool Are(ModelDefinition model) =>
        model.Members.Count == 1 && model.Transforms.Steps.Count == 0 && model.Output.Kind == OutputKind.Point
        && model.Input.Width == model.Channels.Targets.Length;

    public static void Add(GraphBuilder graph, ModelDefinition model, OnnxMode mode)
    {
        Size[] outer = OuterSizes.Of(mode);
        for (int member = 0; member < model.Members.Count; member++)
        {
            NetworkWeights weights = model.Members[member];
            string prefix = MemberNames.Prefix(member, model.Members.Count);
            string x = $"{prefix}x";
            graph.Input(x, model.Precision, [.. outer, weights.Shape.InputSize]);
            string y = mode == OnnxMode.Sequence
                ? SequenceNetwork.Add(graph, weights, model.Precision, x, prefix)
                : StepNetwork.Add(graph, weights, model.Precision, x, prefix);
            new ModelOutput($"{prefix}y", y, [weights.Shape.OutputSize]).Declare(graph, model.Precision, outer);
        }
    }
}
