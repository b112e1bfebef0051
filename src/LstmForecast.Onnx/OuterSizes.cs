using LstmForecast.Onnx.Graphs;

namespace LstmForecast.Onnx;

/// <summary>The first axes of what goes in and comes out.</summary>
internal static class OuterSizes
{
    public static Size[] Of(OnnxMode mode) => mode == OnnxMode.Sequence ? ["batch", "time"] : ["batch"];
}
