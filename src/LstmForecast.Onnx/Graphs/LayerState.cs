using LstmForecast.Network;

namespace LstmForecast.Onnx.Graphs;

/// <summary>The names of what one LSTM layer remembers: inputs and outputs of the graph.</summary>
internal sealed record LayerState(string Hidden, string Cell, int Units)
{
    public string HiddenNext => $"{Hidden}_next";

    public string CellNext => $"{Cell}_next";

    /// <summary>Declares the state of every layer as inputs and outputs of a graph.</summary>
    /// <returns>Their names, from the bottom up; each has the shape <c>[batch, units]</c>.</returns>
    public static LayerState[] Declare(
        GraphBuilder graph, NetworkShape shape, Precision precision, string prefix = "")
    {
        LayerState[] states = [.. shape.HiddenSizes.Select((units, layer) =>
            new LayerState($"{prefix}h{layer}", $"{prefix}c{layer}", units))];
        foreach (LayerState state in states)
        {
            graph.Input(state.Hidden, precision, "batch", state.Units);
            graph.Input(state.Cell, precision, "batch", state.Units);
            graph.Output(state.HiddenNext, precision, "batch", state.Units);
            graph.Output(state.CellNext, precision, "batch", state.Units);
        }

        return states;
    }
}
