using LstmForecast.Onnx.Graphs;

namespace LstmForecast.Onnx.Values;

/// <summary>A transform that takes each value for itself, in 64 bits as in the library.</summary>
internal abstract class ValueMap
{
    /// <param name="graph">Where it is added.</param>
    /// <param name="value">The name of values of the targets.</param>
    /// <param name="shape">How they lie.</param>
    /// <returns>The name of the transformed ones.</returns>
    public abstract string Apply(GraphBuilder graph, string value, ValueShape shape);

    /// <summary>The inverse of <see cref="Apply"/>.</summary>
    public abstract string Invert(GraphBuilder graph, string value, ValueShape shape);
}

/// <summary>Subtracts a level and divides by a scale.</summary>
internal sealed class AffineMap(TargetNumbers level, TargetNumbers scale) : ValueMap
{
    public override string Apply(GraphBuilder graph, string value, ValueShape shape) => graph.Node(
        "Div", [graph.Node("Sub", [value, level.For(graph, shape)]), scale.For(graph, shape)]);

    public override string Invert(GraphBuilder graph, string value, ValueShape shape) =>
        graph.Node("Add", [InvertDistance(graph, value, shape), level.For(graph, shape)]);

    /// <summary>Brings back what is a distance between values, as a standard deviation is.</summary>
    public string InvertDistance(GraphBuilder graph, string value, ValueShape shape) =>
        graph.Node("Mul", [value, scale.For(graph, shape)]);
}

/// <summary>Natural logarithms.</summary>
internal sealed class LogMap : ValueMap
{
    public override string Apply(GraphBuilder graph, string value, ValueShape shape) => graph.Node("Log", [value]);

    public override string Invert(GraphBuilder graph, string value, ValueShape shape) => graph.Node("Exp", [value]);
}
