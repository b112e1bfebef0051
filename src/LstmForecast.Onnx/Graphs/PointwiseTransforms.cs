using LstmForecast.Forecasting;
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
        transforms.Steps.Aggregate(x, (value, step) =>
        {
            if (step is FittedLog) return graph.Node("Log", [value]);
            (double[] levels, double[] scales) = Scaling(step);
            return graph.Node("Div", [graph.Node("Sub", [value, Constant(graph, "level", levels)]), Constant(graph, "scale", scales)]);
        });

    /// <param name="graph">Where it is added.</param>
    /// <param name="transforms">What to undo.</param>
    /// <param name="output">What stands where in the network's output.</param>
    /// <param name="y">The name of the output.</param>
    /// <returns>The name of the forecast as it would be observed.</returns>
    public static string Invert(GraphBuilder graph, TransformPipeline transforms, OutputLayout output, string y)
    {
        return transforms.Steps.Reverse().Aggregate(y, (value, step) =>
        {
            if (step is FittedLog) return graph.Node("Exp", [value]);
            (double[] levels, double[] scales) = Scaling(step);
            return graph.Node("Add", [graph.Node("Mul", [value, Each("scale", scales)]), Each("level", levels)]);
        });

        // All steps and quantiles of a channel have its level and scale.
        string Each(string role, double[] values) => Constant(
            graph, role, [.. Enumerable.Range(0, output.Width).Select(i => values[i / output.Parameters % output.Targets])]);
    }

    private static string? Refusal(FittedTransform step) => step switch
    {
        FittedLog or FittedStandardize or FittedScaling => null,
        FittedDifference difference =>
            $"Transform.Difference({difference.Lag}) needs the values of {difference.Lag} time steps before.",
        _ => $"{step.GetType().Name} needs more than the value it is given.",
    };

    private static (double[] Levels, double[] Scales) Scaling(FittedTransform step) => step switch
    {
        FittedStandardize standardize => (standardize.Means, standardize.Scales),
        FittedScaling scaling => (
            [.. scaling.Channels.Select(channel => channel.Level)], [.. scaling.Channels.Select(channel => channel.Scale)]),
        _ => throw new NotSupportedException(Refusal(step)),
    };

    private static string Constant(GraphBuilder graph, string role, double[] values) =>
        graph.Constant(role, Bits, values, values.Length);
}
