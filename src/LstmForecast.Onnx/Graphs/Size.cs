namespace LstmForecast.Onnx.Graphs;

/// <summary>A dimension of a tensor: a number, or a name for what may differ from call to call.</summary>
internal readonly record struct Size(int Number, string? Name)
{
    public static implicit operator Size(int number) => new(number, null);

    public static implicit operator Size(string name) => new(0, name);
}
