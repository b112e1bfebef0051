using LstmForecast.Onnx.Graphs;
using LstmForecast.Transforms;

namespace LstmForecast.Onnx.Values;

/// <summary>The curve of Box and Cox with its straight ends.</summary>
internal sealed class PowerMap(BoxCoxCurve[] curves) : ValueMap
{
    public override string Apply(GraphBuilder graph, string value, ValueShape shape)
    {
        string z = graph.Node(
            "Div", [graph.Node("Add", [value, Each("shift", one => one.Shift)]), Each("unit", one => one.Unit)]);
        string inside = Between(graph, z, Each("lowest", one => one.Lowest), Each("highest", one => one.Highest));
        string curve = ByPower(
            graph,
            shape,
            () => graph.Node("Log", [inside]),
            power => graph.Node(
                "Div", [graph.Node("Sub", [graph.Node("Pow", [inside, power]), Number(graph, 1)]), power]));
        // Beyond an end the slope there goes on; on the curve the way from its end is 0.
        string slope = graph.Node("Pow", [inside, Each("slope_power", one => one.Lambda - 1)]);
        return graph.Node("Add", [curve, graph.Node("Mul", [slope, graph.Node("Sub", [z, inside])])]);

        string Each(string role, Func<BoxCoxCurve, double> number) => Numbers(graph, shape, role, number);
    }

    public override string Invert(GraphBuilder graph, string value, ValueShape shape)
    {
        string low = Each("low", one => one.Forward(one.Lowest)), high = Each("high", one => one.Forward(one.Highest));
        string inside = Between(graph, value, low, high);
        string curve = ByPower(
            graph,
            shape,
            () => graph.Node("Exp", [inside]),
            power => graph.Node(
                "Pow",
                [
                    graph.Node("Add", [graph.Node("Mul", [power, inside]), Number(graph, 1)]),
                    graph.Node("Reciprocal", [power]),
                ]));
        string z = graph.Node("Where", [graph.Node("Less", [value, low]), Line(low, one => one.Lowest), curve]);
        z = graph.Node("Where", [graph.Node("Greater", [value, high]), Line(high, one => one.Highest), z]);
        return graph.Node(
            "Sub", [graph.Node("Mul", [z, Each("unit", one => one.Unit)]), Each("shift", one => one.Shift)]);

        string Line(string from, Func<BoxCoxCurve, double> end)
        {
            string way = graph.Node(
                "Div", [graph.Node("Sub", [value, from]), Each("slope", one => one.Slope(end(one)))]);
            return graph.Node("Add", [way, Each("end", end)]);
        }

        string Each(string role, Func<BoxCoxCurve, double> number) => Numbers(graph, shape, role, number);
    }

    /// <summary>One formula where the power of a channel is 0, another one where it is not.</summary>
    private string ByPower(GraphBuilder graph, ValueShape shape, Func<string> ofZero, Func<string, string> ofOthers)
    {
        if (curves.All(one => one.Lambda == 0)) return ofZero();
        // Any power will do where the logarithm is taken.
        string others = ofOthers(Numbers(graph, shape, "power", one => one.Lambda == 0 ? 1 : one.Lambda));
        if (curves.All(one => one.Lambda != 0)) return others;
        string isZero = graph.Node(
            "Less", [Numbers(graph, shape, "is_other", one => one.Lambda == 0 ? 0 : 1), Number(graph, 0.5)]);
        return graph.Node("Where", [isZero, ofZero(), others]);
    }

    private string Numbers(GraphBuilder graph, ValueShape shape, string role, Func<BoxCoxCurve, double> number) =>
        new TargetNumbers(role, [.. curves.Select(number)]).For(graph, shape);

    private static string Between(GraphBuilder graph, string value, string lowest, string highest) =>
        graph.Node("Min", [graph.Node("Max", [value, lowest]), highest]);

    private static string Number(GraphBuilder graph, double number) =>
        graph.Constant("number", Precision.Float64, [number], 1);
}
