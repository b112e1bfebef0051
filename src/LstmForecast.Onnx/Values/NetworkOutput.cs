using LstmForecast.Model;
using LstmForecast.Numerics;
using LstmForecast.Onnx.Graphs;

namespace LstmForecast.Onnx.Values;

/// <summary>From the numbers that a network puts out to what they say of the series.</summary>
/// <param name="graph">Where it is added.</param>
/// <param name="layout">What stands where in the network's output.</param>
/// <param name="maps">The transforms to undo.</param>
/// <param name="hasTime">Whether the output has an axis of time.</param>
internal sealed class NetworkOutput(GraphBuilder graph, OutputLayout layout, ValueMaps maps, bool hasTime)
{
    private readonly ValueShape _values = new(hasTime, layout.Steps, HasParameters: false);

    /// <param name="output">The network's output, in 64 bits.</param>
    /// <param name="countScale">What counts are multiples of; null without a likelihood of counts.</param>
    public ForecastNames Read(string output, TargetNumbers? countScale)
    {
        if (layout.Kind == OutputKind.Point) return new(maps.Invert(graph, output, _values), null, null);
        long[] shape = [.. hasTime ? (long[])[0, 0] : [0], layout.Steps * layout.Targets, layout.Parameters];
        string parameters = graph.Node("Reshape", [output, graph.Constant("shape", shape)]);
        if (layout.Kind == OutputKind.Quantiles) return ReadQuantiles(parameters);
        string[] parts = Parts(parameters);
        return layout.Kind == OutputKind.NegativeBinomial ? ReadCounts(parts, countScale!) : ReadDistribution(parts);
    }

    private ForecastNames ReadQuantiles(string parameters)
    {
        // Each transform keeps the order.
        string quantiles = maps.Invert(
            graph, ForecastNames.Sorted(graph, parameters, layout.Levels.Length), _values.WithParameters);
        string median = graph.Node(
            "Gather",
            [quantiles, graph.Constant("median", Array.IndexOf(layout.Levels, 0.5))],
            Attributes.Int("axis", -1));
        return new(Single(median), quantiles, null);
    }

    private ForecastNames ReadDistribution(string[] parts)
    {
        string centre = parts[0], spread = Above(Softplus(parts[1]), ValueDistribution.SmallestScale);
        ValueShape one = _values.WithParameters;
        string point = Single(maps.Invert(graph, centre, one));
        string? quantiles = layout.Kind == OutputKind.Gaussian ? maps.Invert(graph, Quantiles(centre, spread), one) : null;
        (centre, spread) = maps.InvertDistribution(graph, centre, spread, one);
        string? degrees = layout.Kind == OutputKind.StudentT
            ? Above(Softplus(parts[2]), ValueDistribution.SmallestDegrees)
            : null;
        return new(point, quantiles, graph.Join(centre, spread, degrees));
    }

    private ForecastNames ReadCounts(string[] parts, TargetNumbers countScale)
    {
        string scale = countScale.For(graph, _values.WithParameters);
        string mean = graph.Node("Mul", [scale, Above(Softplus(parts[0]), ValueDistribution.SmallestMean)]);
        string dispersion = Above(
            graph.Node("Div", [Softplus(parts[1]), graph.Node("Sqrt", [scale])]), ValueDistribution.SmallestDispersion);
        return new(Single(mean), null, graph.Join(mean, dispersion));
    }

    private string Quantiles(string centre, string spread)
    {
        double[] places = [.. layout.QuantileLevels.Select(NormalDistribution.Quantile)];
        string ways = graph.Node("Mul", [spread, graph.Constant("places", Precision.Float64, places, places.Length)]);
        return graph.Node("Add", [centre, ways]);
    }

    private string[] Parts(string parameters)
    {
        string[] parts = [.. Enumerable.Range(0, layout.Parameters).Select(_ => graph.NewName("parameter"))];
        graph.Node("Split", [parameters], parts, Attributes.Int("axis", -1));
        return parts;
    }

    /// <summary>Values with one number each, without the axis of their numbers.</summary>
    private string Single(string values) => graph.Node("Squeeze", [values, graph.Constant("last", -1L)]);

    /// <summary>
    /// <c>max(x, 0) + ln(1 + e^-|x|)</c>: ONNX Runtime has no Softplus in 64 bits. What rounding takes of it, 1e-16, is
    /// nothing beside the smallest value that is added.
    /// </summary>
    private string Softplus(string value)
    {
        string power = graph.Node("Exp", [graph.Node("Neg", [graph.Node("Abs", [value])])]);
        string rest = graph.Node("Log", [Above(power, 1)]);
        return graph.Node("Add", [graph.Node("Max", [value, Number(0)]), rest]);
    }

    private string Above(string value, double smallest) => graph.Node("Add", [value, Number(smallest)]);

    private string Number(double number) => graph.Constant("number", Precision.Float64, [number], 1);
}
