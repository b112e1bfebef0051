using LstmForecast.Model;
using LstmForecast.Numerics;
using LstmForecast.Onnx.Graphs;

namespace LstmForecast.Onnx.Values;

/// <summary>From the numbers that a network puts out to what they say of the series.</summary>
/// <param name="graph">Where it is added.</param>
/// <param name="model">What the output means.</param>
/// <param name="maps">The transforms to undo.</param>
/// <param name="hasTime">Whether the output has an axis of time.</param>
internal sealed class NetworkOutput(GraphBuilder graph, ModelDefinition model, ValueMaps maps, bool hasTime)
{
    private readonly OutputLayout _layout = model.Output;
    private readonly ValueShape _values = new(hasTime, model.Output.Steps, HasParameters: false);

    /// <param name="output">The network's output, in 64 bits.</param>
    /// <param name="countScale">What counts are multiples of; null without a likelihood of counts.</param>
    public ForecastNames Read(string output, TargetNumbers? countScale)
    {
        ForecastNames forecast = ReadUnbounded(output, countScale);
        return forecast with { Point = Bounded(forecast.Point), Quantiles = forecast.Quantiles is { } some ? Bounded(some) : null };
    }

    private ForecastNames ReadUnbounded(string output, TargetNumbers? countScale)
    {
        if (_layout.Kind == OutputKind.Point) return new(maps.Invert(graph, output, _values), null, null);
        long[] shape = [.. hasTime ? (long[])[0, 0] : [0], _layout.Steps * _layout.Targets, _layout.Parameters];
        string parameters = graph.Node("Reshape", [output, graph.Constant("shape", shape)]);
        if (_layout.Kind == OutputKind.Quantiles) return ReadQuantiles(parameters);
        string[] parts = Parts(parameters);
        return _layout.Kind == OutputKind.NegativeBinomial ? ReadCounts(parts, countScale!) : ReadDistribution(parts);
    }

    private ForecastNames ReadQuantiles(string parameters)
    {
        // Each transform keeps the order.
        string quantiles = maps.Invert(
            graph, ForecastNames.Sorted(graph, parameters, _layout.Levels.Length), _values.WithParameters);
        string median = graph.Node(
            "Gather",
            [quantiles, graph.Constant("median", Array.IndexOf(_layout.Levels, 0.5))],
            Attributes.Int("axis", -1));
        return new(Single(median), quantiles, null);
    }

    private ForecastNames ReadDistribution(string[] parts)
    {
        string centre = parts[0], spread = Above(Softplus(parts[1]), ValueDistribution.SmallestScale);
        ValueShape one = _values.WithParameters;
        string point = Single(maps.Invert(graph, centre, one));
        string? quantiles = _layout.Kind == OutputKind.Gaussian ? maps.Invert(graph, Quantiles(centre, spread), one) : null;
        (centre, spread) = maps.InvertDistribution(graph, centre, spread, one);
        string? degrees = _layout.Kind == OutputKind.StudentT
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
        double[] places = [.. _layout.QuantileLevels.Select(NormalDistribution.Quantile)];
        string ways = graph.Node("Mul", [spread, graph.Constant("places", Precision.Float64, places, places.Length)]);
        return graph.Node("Add", [centre, ways]);
    }

    private string Bounded(string values)
    {
        if (model.Bounds?.Lower is double lower) values = graph.Node("Max", [values, Number(lower)]);
        if (model.Bounds?.Upper is double upper) values = graph.Node("Min", [values, Number(upper)]);
        return values;
    }

    private string[] Parts(string parameters)
    {
        string[] parts = [.. Enumerable.Range(0, _layout.Parameters).Select(_ => graph.NewName("parameter"))];
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
