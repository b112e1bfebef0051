using LstmForecast.Onnx.Graphs;

namespace LstmForecast.Onnx.Values;

/// <summary>
/// The scale of counts, 1 and the mean of those observed so far: their sum and their number are states, zeros at the start
/// of a series.
/// </summary>
internal static class CountScales
{
    /// <param name="graph">One time step; gets the states as inputs and outputs.</param>
    /// <param name="targets">How many.</param>
    /// <param name="counts">The name of the counts, <c>[batch, targets]</c>.</param>
    /// <param name="isMissing">The name of truth values, where they were not observed.</param>
    /// <param name="marks">The same as 1 and 0.</param>
    /// <param name="prefix">What the names of the states begin with.</param>
    public static TargetNumbers Add(
        GraphBuilder graph, int targets, string counts, string isMissing, string marks, string prefix)
    {
        string sum = $"{prefix}sum", observed = $"{prefix}observed";
        string sumNext = $"{sum}_next", observedNext = $"{observed}_next";
        foreach ((string before, string after) in (ReadOnlySpan<(string, string)>)[(sum, sumNext), (observed, observedNext)])
        {
            graph.Input(before, Precision.Float64, "batch", targets);
            graph.Output(after, Precision.Float64, "batch", targets);
        }

        string zero = Number(0), one = Number(1);
        graph.Node("Add", [sum, graph.Node("Where", [isMissing, zero, counts])], [sumNext]);
        graph.Node("Add", [observed, graph.Node("Sub", [one, marks])], [observedNext]);
        // The sum is 0 where none was observed.
        string mean = graph.Node("Div", [sumNext, graph.Node("Max", [observedNext, one])]);
        return new TargetNumbers(graph.Node("Add", [one, mean]));

        string Number(double number) => graph.Constant("number", Precision.Float64, [number], 1);
    }
}
