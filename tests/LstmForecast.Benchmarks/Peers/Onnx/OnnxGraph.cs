using System.Runtime.InteropServices;

namespace LstmForecast.Benchmarks;

/// <summary>An ONNX model under construction. Field numbers are those of onnx.proto.</summary>
internal sealed class OnnxGraph
{
    private const int Float = 1;
    private const int IntegerAttribute = 2;

    private readonly ProtoMessage _graph = new ProtoMessage().Add(2, "network");

    public void Input(string name, params long[] shape) => _graph.Add(11, Value(name, shape));

    public void Output(string name, params long[] shape) => _graph.Add(12, Value(name, shape));

    public void Constant(string name, IEnumerable<double> values, params long[] shape)
    {
        var message = new ProtoMessage();
        foreach (long size in shape) message.Add(1, size);
        float[] numbers = [.. values.Select(value => (float)value)];
        _graph.Add(5, message.Add(2, Float).Add(8, name).Add(9, MemoryMarshal.AsBytes<float>(numbers)));
    }

    /// <param name="operation">Such as <c>LSTM</c>.</param>
    /// <param name="inputs">Names; an empty one stands for an input that is left out.</param>
    /// <param name="outputs">Names, likewise.</param>
    /// <param name="attributes">Those that are whole numbers.</param>
    public void Node(string operation, string[] inputs, string[] outputs, params (string Name, int Value)[] attributes)
    {
        var node = new ProtoMessage();
        foreach (string name in inputs) node.Add(1, name);
        foreach (string name in outputs) node.Add(2, name);
        node.Add(4, operation);
        foreach ((string name, int value) in attributes)
            node.Add(5, new ProtoMessage().Add(1, name).Add(3, value).Add(20, IntegerAttribute));
        _graph.Add(1, node);
    }

    public byte[] ToModel()
    {
        const int FormatVersion = 8;
        const int OperatorSet = 13;
        return new ProtoMessage()
            .Add(1, FormatVersion)
            .Add(7, _graph)
            .Add(8, new ProtoMessage().Add(1, "").Add(2, OperatorSet))
            .ToArray();
    }

    private static ProtoMessage Value(string name, long[] shape)
    {
        var sizes = new ProtoMessage();
        foreach (long size in shape) sizes.Add(1, new ProtoMessage().Add(1, size));
        ProtoMessage tensor = new ProtoMessage().Add(1, Float).Add(2, sizes);
        return new ProtoMessage().Add(1, name).Add(2, new ProtoMessage().Add(1, tensor));
    }
}
