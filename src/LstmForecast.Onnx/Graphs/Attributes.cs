using LstmForecast.Onnx.Proto;
using static LstmForecast.Onnx.Proto.AttributeProto.Types;

namespace LstmForecast.Onnx.Graphs;

/// <summary>Attributes of operations, each with the type that the format asks for.</summary>
internal static class Attributes
{
    public static AttributeProto Int(string name, long value) =>
        new() { Name = name, Type = AttributeType.Int, I = value };

    public static AttributeProto Float(string name, double value) =>
        new() { Name = name, Type = AttributeType.Float, F = (float)value };

    public static AttributeProto Ints(string name, params IEnumerable<long> values) =>
        new() { Name = name, Type = AttributeType.Ints, Ints = { values } };

    public static AttributeProto Graph(string name, GraphProto value) =>
        new() { Name = name, Type = AttributeType.Graph, G = value };
}
