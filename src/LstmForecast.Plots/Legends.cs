using ScottPlot;

namespace LstmForecast.Plots;

/// <summary>Legends stand beside the data, never upon them.</summary>
internal static class Legends
{
    /// <param name="plot">Shows its legend from now on; to be called once.</param>
    public static void Show(Plot plot) => plot.ShowLegend(Edge.Right).Alignment = Alignment.UpperLeft;
}
