using LstmForecast.Model;
using LstmForecast.Onnx.Graphs;
using LstmForecast.Onnx.Values;

namespace LstmForecast.Onnx;

/// <summary>One output of a model beside its states.</summary>
/// <param name="Name">What it is called outside.</param>
/// <param name="Value">The name of the value in the graph that computes it.</param>
/// <param name="Shape">Its shape without batch and time.</param>
internal sealed record ModelOutput(string Name, string Value, int[] Shape)
{
    /// <summary>What a forecast consists of.</summary>
    /// <param name="forecast">The names of its values.</param>
    /// <param name="layout">Of the network's output.</param>
    /// <param name="distributions">For each member of an ensemble, or a single network, its distribution.</param>
    public static ModelOutput[] Of(ForecastNames forecast, OutputLayout layout, params ReadOnlySpan<string?> distributions)
    {
        int values = layout.Steps * layout.Targets;
        List<ModelOutput> outputs = [new("y", forecast.Point, [values])];
        if (forecast.Quantiles is not null)
            outputs.Add(new("quantiles", forecast.Quantiles, [values, layout.QuantileLevels.Count]));
        for (int member = 0; member < distributions.Length; member++)
        {
            if (distributions[member] is not string distribution) continue;
            outputs.Add(new(
                $"{MemberNames.Prefix(member, distributions.Length)}distribution", distribution, [values, layout.Parameters]));
        }

        return [.. outputs];
    }

    /// <summary>Makes the value an output of its own graph.</summary>
    public void Declare(GraphBuilder graph, Precision precision, params ReadOnlySpan<Size> outer)
    {
        graph.Rename(Value, Name);
        graph.Output(Name, precision, [.. outer, .. Shape.Select(size => (Size)size)]);
    }
}
