using LstmForecast.Onnx.Graphs;

namespace LstmForecast.Onnx.Values;

/// <summary>The names of what a network's output says, in the units of the series and 64 bits.</summary>
/// <param name="Point">The forecast, <c>[…, steps * targets]</c>.</param>
/// <param name="Quantiles"><c>[…, steps * targets, levels]</c>; null where the model gives none, or not in closed form.</param>
/// <param name="Distribution"><c>[…, steps * targets, parameters]</c>; null without a likelihood.</param>
internal sealed record ForecastNames(string Point, string? Quantiles, string? Distribution)
{
    /// <summary>One forecast from those of an ensemble's members, value by value.</summary>
    public static ForecastNames Combine(GraphBuilder graph, ForecastNames[] members, EnsembleCombination combination) =>
        members.Length == 1
            ? members[0]
            : new(
                Combine(graph, [.. members.Select(member => member.Point)], combination),
                members[0].Quantiles is null
                    ? null
                    : Combine(graph, [.. members.Select(member => member.Quantiles!)], combination),
                null);

    private static string Combine(GraphBuilder graph, string[] members, EnsembleCombination combination)
    {
        string last = graph.Constant("members", -1L);
        string[] apart = [.. members.Select(member => graph.Node("Unsqueeze", [member, last]))];
        string together = graph.Node("Concat", apart, Attributes.Int("axis", -1));
        if (combination == EnsembleCombination.Median)
        {
            // The one in the middle, or the mean of the two.
            string from = graph.Constant("from", (members.Length - 1) / 2L), to = graph.Constant("to", members.Length / 2L + 1);
            together = graph.Node("Slice", [Sorted(graph, together, members.Length), from, to, last]);
        }

        return graph.Node("ReduceMean", [together], Attributes.Ints("axes", -1), Attributes.Int("keepdims", 0));
    }

    /// <summary>Puts the numbers on the last axis in ascending order.</summary>
    public static string Sorted(GraphBuilder graph, string values, int count)
    {
        string sorted = graph.NewName("sorted");
        graph.Node(
            "TopK",
            [values, graph.Constant("count", count)],
            [sorted, graph.NewName("order")],
            Attributes.Int("axis", -1),
            Attributes.Int("largest", 0),
            Attributes.Int("sorted", 1));
        return sorted;
    }
}
