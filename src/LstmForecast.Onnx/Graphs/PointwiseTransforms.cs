using LstmForecast.Transforms;

namespace LstmForecast.Onnx.Graphs;

/// <summary>
/// Those transforms that take each value for itself, in 64 bits as in the library. Any other one needs values from
/// before, and these the graph does not have: its state is that of the network alone.
/// </summary>
internal static class PointwiseTransforms
{
    private const Precision Bits = Precision.Float64;

    /// <exception cref="NotSupportedException">A transform needs more than the value it is given.</exception>
    public static void ThrowIfUnsayable(TransformPipeline transforms)
    {
        string[] problems = [.. transforms.Steps.Select(Refusal).OfType<string>()];
        if (problems.Length == 0) return;
        throw new NotSupportedException(
            $"The model's transforms cannot be part of an ONNX model: {string.Join(" ", problems)} Set Transforms = "
            + "OnnxTransforms.Exclude to export the network alone, and transform its input and output outside.");
    }

    /// <returns>The name of what the network sees.</returns>
    public static string Apply(GraphBuilder graph, TransformPipeline transforms, string x) =>
        transforms.Steps.Aggregate(x, (value, step) => step switch
        {
            FittedLog => graph.Node("Log", [value]),
            FittedStandardize standardize => graph.Node(
                "Div",
                [
                    graph.Node("Sub", [value, Channels(graph, "mean", standardize.Means)]),
                    Channels(graph, "scale", standardize.Scales),
                ]),
            _ => throw new NotSupportedException(Refusal(step)),
        });

    /// <returns>The name of the forecast as it would be observed.</returns>
    public static string Invert(GraphBuilder graph, TransformPipeline transforms, string y) =>
        transforms.Steps.Reverse().Aggregate(y, (value, step) => step switch
        {
            FittedLog => graph.Node("Exp", [value]),
            FittedStandardize standardize => graph.Node(
                "Add",
                [
                    graph.Node("Mul", [value, Channels(graph, "scale", standardize.Scales)]),
                    Channels(graph, "mean", standardize.Means),
                ]),
            _ => throw new NotSupportedException(Refusal(step)),
        });

    private static string? Refusal(FittedTransform step) => step switch
    {
        FittedLog or FittedStandardize => null,
        FittedDifference difference =>
            $"Transform.Difference({difference.Lag}) needs the values of {difference.Lag} time steps before.",
        _ => $"{step.GetType().Name} needs more than the value it is given.",
    };

    private static string Channels(GraphBuilder graph, string role, double[] values) =>
        graph.Constant(role, Bits, values, values.Length);
}
