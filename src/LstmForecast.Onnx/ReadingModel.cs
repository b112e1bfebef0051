using LstmForecast.Model;
using LstmForecast.Onnx.Graphs;
using LstmForecast.Onnx.Values;

namespace LstmForecast.Onnx;

/// <summary>One network with all that stands around it, which reads what was observed.</summary>
internal static class ReadingModel
{
    public static void Add(GraphBuilder graph, ModelDefinition model, ValueMaps maps, OnnxMode mode)
    {
        const Precision Outside = Precision.Float64;
        Size[] outer = OuterSizes.Of(mode);
        bool hasTime = mode == OnnxMode.Sequence;
        graph.Input("x", Outside, [.. outer, model.Input.Width]);
        maps.Declare(graph);
        (string targets, string? others) = NetworkInput.Split(graph, model.Input, "x");
        targets = maps.Apply(graph, targets, new ValueShape(hasTime, Steps: 1, HasParameters: false));
        string x = graph.Join(targets, NetworkInput.Scale(graph, model, others));
        x = graph.Cast(x, Outside, model.Precision);
        string output = hasTime
            ? SequenceNetwork.Add(graph, model.Weights, model.Precision, x)
            : StepNetwork.Add(graph, model.Weights, model.Precision, x);
        ForecastNames forecast = new NetworkOutput(graph, model, maps, hasTime)
            .Read(graph.Cast(output, model.Precision, Outside), countScale: null);
        foreach (ModelOutput one in ModelOutput.Of(forecast, model.Output, forecast.Distribution))
            one.Declare(graph, Outside, outer);
    }
}
