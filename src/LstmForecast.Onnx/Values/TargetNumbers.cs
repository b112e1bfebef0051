using LstmForecast.Onnx.Graphs;

namespace LstmForecast.Onnx.Values;

/// <summary>
/// One number for each target, in 64 bits: the same for all series and then a constant, or one of each series in the batch
/// and then the name of an input or of a value, <c>[batch, targets]</c>.
/// </summary>
internal sealed class TargetNumbers
{
    private readonly double[]? _constants;
    private readonly string _name;

    /// <param name="role">What the constant is called.</param>
    /// <param name="constants">One for each target.</param>
    public TargetNumbers(string role, double[] constants)
    {
        _name = role;
        _constants = constants;
    }

    /// <param name="value">The name of a tensor <c>[batch, targets]</c>.</param>
    public TargetNumbers(string value)
    {
        _name = value;
    }

    /// <summary>The numbers, to be combined element by element with values of the targets.</summary>
    public string For(GraphBuilder graph, ValueShape shape)
    {
        if (_constants is not null)
        {
            double[] all = [.. Enumerable.Repeat(_constants, shape.Steps).SelectMany(one => one)];
            return graph.Constant(_name, Precision.Float64, all, shape.HasParameters ? [all.Length, 1] : [all.Length]);
        }

        string value = _name;
        if (shape.Steps > 1)
            value = graph.Node("Concat", [.. Enumerable.Repeat(value, shape.Steps)], Attributes.Int("axis", -1));
        if (shape.HasTime) value = graph.Node("Unsqueeze", [value, graph.Constant("time", 1L)]);
        return shape.HasParameters ? graph.Node("Unsqueeze", [value, graph.Constant("parameters", -1L)]) : value;
    }
}
