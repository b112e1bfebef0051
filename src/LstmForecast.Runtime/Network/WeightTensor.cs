namespace LstmForecast;

/// <summary>One of a trained network's tensors, to be read and not to be changed.</summary>
public sealed class WeightTensor
{
    private readonly double[] _values;

    internal WeightTensor(string name, int[] shape, double[] values)
    {
        Name = name;
        Shape = Array.AsReadOnly(shape);
        _values = values;
    }

    /// <summary>
    /// Its name, counted from the bottom up: <c>cells.0.weight_ih</c> and so on for the LSTM layers with PyTorch's
    /// names and order of gates (input, forget, cell, output), <c>norms.0.weight</c> for what normalises them,
    /// <c>head.0.weight</c> for the linear layers.
    /// </summary>
    public string Name { get; }

    /// <summary>Its sizes; those of a matrix are <c>[outputs, inputs]</c>, as in PyTorch.</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>
    /// Its values, row after row: in 64 bits, which hold those of a network of either precision exactly. No copy is
    /// made.
    /// </summary>
    public ReadOnlySpan<double> Values => _values;

    /// <summary>Name and shape.</summary>
    public override string ToString() => $"{Name} [{string.Join(", ", Shape)}]";
}
