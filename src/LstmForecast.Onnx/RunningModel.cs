using LstmForecast.Model;
using LstmForecast.Onnx.Graphs;
using LstmForecast.Onnx.Values;

namespace LstmForecast.Onnx;

/// <summary>
/// A model that goes on from its own forecast where a target was not observed, and so has that forecast as a state: each
/// member of an ensemble its own, and counts the scale that they had when they were last observed.
/// </summary>
internal static class RunningModel
{
    private const Precision Outside = Precision.Float64;

    /// <summary>
    /// Whether the input must tell what was observed from what is forecast: the network is told, or its members forecast
    /// different values, or the scale of counts is that of the observed ones.
    /// </summary>
    public static bool IsNeededFor(ModelDefinition model) =>
        model.Missing.IsMask || model.Members.Count > 1 || model.Output.IsOfCounts;

    public static void Add(GraphBuilder graph, ModelDefinition model, ValueMaps maps, OnnxMode mode)
    {
        // The targets and what informs of them; the marks follow from what is not a number.
        int width = model.Input.Targets + NetworkInput.Informing(model.Input);
        graph.Input("x", Outside, [.. OuterSizes.Of(mode), width]);
        maps.Declare(graph);
        if (mode == OnnxMode.Step)
        {
            foreach (ModelOutput one in AddStep(graph, model, maps, "x", prefix: "")) one.Declare(graph, Outside, "batch");
            return;
        }

        var step = new GraphBuilder("step", Scan.Inside);
        string x = $"{Scan.Inside}x";
        ModelOutput[] outputs = AddStep(step, model, maps, x, Scan.Inside);
        step.Input(x, Outside, "batch", width);
        foreach (ModelOutput one in outputs)
        {
            (one with { Name = Scan.Inside + one.Name }).Declare(step, Outside, "batch");
            graph.Output(one.Name, Outside, ["batch", "time", .. one.Shape.Select(size => (Size)size)]);
        }

        Scan.Add(graph, step.Graph, "x", [.. outputs.Select(one => one.Name)]);
    }

    private static ModelOutput[] AddStep(
        GraphBuilder graph, ModelDefinition model, ValueMaps maps, string x, string prefix)
    {
        InputLayout layout = model.Input;
        (string targets, string? others) = NetworkInput.Split(graph, layout, x);
        others = NetworkInput.Scale(graph, model, others);
        string isMissing = graph.Node("IsNaN", [targets]);
        string marks = graph.Numbers(isMissing, Outside);
        TargetNumbers? scale = model.Output.IsOfCounts
            ? CountScales.Add(graph, layout.Targets, targets, isMissing, marks, prefix)
            : null;
        var members = new ForecastNames[model.Members.Count];
        for (int member = 0; member < members.Length; member++)
        {
            string own = prefix + MemberNames.Prefix(member, members.Length);
            string values = graph.Node("Where", [isMissing, OwnForecast(graph, layout, own), targets]);
            values = maps.Apply(graph, values, new ValueShape(HasTime: false, Steps: 1, HasParameters: false));
            string input = graph.Join(values, layout.MarksMissing ? marks : null, others);
            string output = StepNetwork.Add(
                graph, model.Members[member], model.Precision, graph.Cast(input, Outside, model.Precision), own);
            members[member] = new NetworkOutput(graph, model, maps, hasTime: false)
                .Read(graph.Cast(output, model.Precision, Outside), scale);
            Keep(graph, layout, own, members[member].Point);
        }

        return ModelOutput.Of(
            ForecastNames.Combine(graph, members, model.Combination),
            model.Output,
            [.. members.Select(member => member.Distribution)]);
    }

    private static string OwnForecast(GraphBuilder graph, InputLayout layout, string prefix)
    {
        string forecast = $"{prefix}f";
        graph.Input(forecast, Outside, "batch", layout.Targets);
        graph.Output($"{forecast}_next", Outside, "batch", layout.Targets);
        return forecast;
    }

    /// <summary>Of all steps of the horizon the first one is the forecast of the next time step.</summary>
    private static void Keep(GraphBuilder graph, InputLayout layout, string prefix, string point)
    {
        string first = graph.Constant("first", 0L), end = graph.Constant("end", layout.Targets);
        graph.Node("Slice", [point, first, end, graph.Constant("axis", 1L)], [$"{prefix}f_next"]);
    }
}
