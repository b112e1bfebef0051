using LstmForecast.Model;
using LstmForecast.Onnx.Graphs;

namespace LstmForecast.Onnx.Values;

/// <summary>
/// From what is observed and known to what the network takes: the targets by their transforms, covariates by their
/// statistics, calendar and categories as they are.
/// </summary>
internal static class NetworkInput
{
    /// <summary>The numbers beside the targets, none of which is a mark: what the input <c>x</c> has after the targets.</summary>
    public static int Informing(InputLayout layout) => layout.Width - layout.PastOffset;

    /// <summary>Parts the input into targets and what stands beside them, both as they came.</summary>
    /// <returns>The names; of what stands beside them null where there is nothing.</returns>
    public static (string Targets, string? Others) Split(GraphBuilder graph, InputLayout layout, string x)
    {
        int others = Informing(layout);
        if (others == 0) return (x, null);
        string targets = graph.NewName("targets"), rest = graph.NewName("others");
        graph.Node(
            "Split", [x, graph.Constant("sizes", layout.Targets, others)], [targets, rest], Attributes.Int("axis", -1));
        return (targets, rest);
    }

    /// <summary>Scales what stands beside the targets.</summary>
    public static string? Scale(GraphBuilder graph, ModelDefinition model, string? others)
    {
        (double[] means, double[] scales) = Statistics(model);
        if (others is null || (means.All(mean => mean == 0) && scales.All(scale => scale == 1))) return others;
        string mean = graph.Constant("mean", Precision.Float64, means, means.Length);
        string scale = graph.Constant("deviation", Precision.Float64, scales, scales.Length);
        return graph.Node("Div", [graph.Node("Sub", [others, mean]), scale]);
    }

    private static (double[] Means, double[] Scales) Statistics(ModelDefinition model)
    {
        CovariateInputs covariates = model.Covariates;
        int past = model.Channels.Past.Length;
        double[] Row(double[] channels, double neutral, IEnumerable<double> numbers) =>
        [
            .. channels[..past],
            .. Enumerable.Range(0, model.Output.Steps).SelectMany(_ =>
                channels[past..].Concat(Enumerable.Repeat(neutral, covariates.CalendarWidth))),
            .. numbers,
            .. Enumerable.Repeat(neutral, covariates.Categories.Length),
        ];

        return (
            Row(covariates.Means, 0, covariates.Numbers.Select(number => number.Mean)),
            Row(covariates.Scales, 1, covariates.Numbers.Select(number => number.Scale)));
    }
}
