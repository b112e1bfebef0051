using System.Buffers.Binary;
using Google.Protobuf;
using LstmForecast.Onnx.Proto;

namespace LstmForecast.Onnx.Graphs;

/// <summary>An ONNX graph under construction. Every value has a name of its own.</summary>
/// <param name="name">The graph's name.</param>
/// <param name="prefix">What the names of all constants and intermediate values begin with.</param>
internal sealed class GraphBuilder(string name, string prefix = "")
{
    private int _count;

    public GraphProto Graph { get; } = new() { Name = name };

    public void Input(string input, Precision precision, params ReadOnlySpan<Size> shape) =>
        Graph.Input.Add(Value(input, precision, shape));

    public void Output(string output, Precision precision, params ReadOnlySpan<Size> shape) =>
        Graph.Output.Add(Value(output, precision, shape));

    public string Constant(string role, Precision precision, double[] values, params ReadOnlySpan<int> shape)
    {
        int size = precision == Precision.Float32 ? sizeof(float) : sizeof(double);
        var bytes = new byte[values.Length * size];
        for (int i = 0; i < values.Length; i++)
        {
            Span<byte> to = bytes.AsSpan(i * size, size);
            if (precision == Precision.Float32) BinaryPrimitives.WriteSingleLittleEndian(to, (float)values[i]);
            else BinaryPrimitives.WriteDoubleLittleEndian(to, values[i]);
        }

        return Constant(role, Type(precision), bytes, shape);
    }

    /// <summary>A list of whole numbers, such as axes.</summary>
    public string Constant(string role, params ReadOnlySpan<long> values)
    {
        var bytes = new byte[values.Length * sizeof(long)];
        for (int i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(i * sizeof(long)), values[i]);
        return Constant(role, TensorProto.Types.DataType.Int64, bytes, [values.Length]);
    }

    /// <summary>An operation with one output.</summary>
    /// <returns>The output's name.</returns>
    public string Node(string operation, string[] inputs, params ReadOnlySpan<AttributeProto> attributes)
    {
        string output = NewName(operation);
        Node(operation, inputs, [output], attributes);
        return output;
    }

    /// <param name="operation">Such as <c>LSTM</c>.</param>
    /// <param name="inputs">Names; an empty one stands for an input that is left out.</param>
    /// <param name="outputs">Names, likewise.</param>
    /// <param name="attributes">The operation's attributes.</param>
    public void Node(
        string operation, string[] inputs, string[] outputs, params ReadOnlySpan<AttributeProto> attributes)
    {
        var node = new NodeProto { OpType = operation, Name = $"{prefix}node_{Graph.Node.Count}" };
        node.Input.Add(inputs);
        node.Output.Add(outputs);
        foreach (AttributeProto attribute in attributes) node.Attribute.Add(attribute);
        Graph.Node.Add(node);
    }

    public string Cast(string value, Precision from, Precision to) =>
        from == to ? value : Node("Cast", [value], Attributes.Int("to", (int)Type(to)));

    /// <summary>Puts values side by side on the last axis, without those that are null.</summary>
    public string Join(params ReadOnlySpan<string?> values)
    {
        string[] there = [.. values.ToArray().OfType<string>()];
        return there.Length == 1 ? there[0] : Node("Concat", there, Attributes.Int("axis", -1));
    }

    /// <summary>Truth values as 1 and 0.</summary>
    public string Numbers(string truths, Precision precision) =>
        Node("Cast", [truths], Attributes.Int("to", (int)Type(precision)));

    /// <summary>Numbers without what is behind their points.</summary>
    public string WholeNumbers(string value) =>
        Node("Cast", [value], Attributes.Int("to", (int)TensorProto.Types.DataType.Int64));

    /// <summary>A name for a value, different from all others.</summary>
    public string NewName(string role) => $"{prefix}{role}_{_count++}";

    /// <summary>Gives the output of a node another name, so that it becomes an output of the graph.</summary>
    public void Rename(string value, string to)
    {
        foreach (NodeProto node in Graph.Node)
        {
            for (int i = 0; i < node.Input.Count; i++) if (node.Input[i] == value) node.Input[i] = to;
            for (int i = 0; i < node.Output.Count; i++) if (node.Output[i] == value) node.Output[i] = to;
        }
    }

    private string Constant(
        string role, TensorProto.Types.DataType type, byte[] bytes, ReadOnlySpan<int> shape)
    {
        var tensor = new TensorProto
        {
            Name = NewName(role),
            DataType = (int)type,
            RawData = UnsafeByteOperations.UnsafeWrap(bytes),
        };
        foreach (int size in shape) tensor.Dims.Add(size);
        Graph.Initializer.Add(tensor);
        return tensor.Name;
    }

    private static ValueInfoProto Value(string name, Precision precision, ReadOnlySpan<Size> shape)
    {
        var sizes = new TensorShapeProto();
        foreach (Size size in shape)
        {
            sizes.Dim.Add(size.Name is null
                ? new TensorShapeProto.Types.Dimension { DimValue = size.Number }
                : new TensorShapeProto.Types.Dimension { DimParam = size.Name });
        }

        var tensor = new TypeProto.Types.Tensor { ElemType = (int)Type(precision), Shape = sizes };
        return new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = tensor } };
    }

    private static TensorProto.Types.DataType Type(Precision precision) => precision == Precision.Float32
        ? TensorProto.Types.DataType.Float
        : TensorProto.Types.DataType.Double;
}
