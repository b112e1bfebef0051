using LstmForecast.Network;

namespace LstmForecast.Files;

/// <summary>
/// The weights of a network from a safetensors file that PyTorch wrote; the shape follows from the tensors.
/// </summary>
internal sealed class PyTorchWeights
{
    private readonly IReadOnlyDictionary<string, StoredTensor> _tensors;
    private readonly PyTorchLayout _layout;
    private readonly PyTorchNames _names;

    private PyTorchWeights(IReadOnlyDictionary<string, StoredTensor> tensors, PyTorchLayout layout)
    {
        _tensors = tensors;
        _layout = layout;
        _names = new PyTorchNames(layout);
    }

    /// <exception cref="InvalidDataException">The tensors are not those of a network of this layout.</exception>
    public static (NetworkWeights Weights, Precision Precision) Read(
        IReadOnlyDictionary<string, StoredTensor> tensors, PyTorchLayout layout)
    {
        var reader = new PyTorchWeights(tensors, layout);
        NetworkShape shape = reader.Shape();
        Dictionary<string, double[]> values = reader.Values(shape);
        // 16 bits are exact in 32.
        bool wide = tensors.Values.Any(tensor => tensor.Type == ElementType.Float64);
        return (new NetworkWeights(shape, values), wide ? Precision.Float64 : Precision.Float32);
    }

    private NetworkShape Shape()
    {
        if (_layout.LinearModules.Count == 0)
            throw new InvalidDataException("the layout names no linear layer; add Linear(...) with the output's name.");
        int layers = _layout.LstmModule is null
            ? _layout.CellModules.Count
            : Enumerable.Range(0, int.MaxValue).First(layer => !_tensors.ContainsKey(_names.Cell(layer, "weight_hh")));
        // With no layer found, the first one is what is missing.
        int[] hidden = [.. Enumerable.Range(0, Math.Max(1, layers))
            .Select(layer => Matrix(_names.Cell(layer, "weight_hh")).Columns)];
        int inputs = Matrix(_names.Cell(0, "weight_ih")).Columns;
        int[] linear = [.. _layout.LinearModules.Select((_, index) => Matrix(_names.Linear(index, "weight")).Rows)];
        var shape = new NetworkShape(inputs, hidden, linear[..^1], linear[^1], _layout.Normalization);
        ThrowIfAny(PyTorchNames.Problems(_layout, shape));
        return shape;
    }

    private Dictionary<string, double[]> Values(NetworkShape shape)
    {
        var values = new Dictionary<string, double[]>(StringComparer.Ordinal);
        var problems = new List<string>();
        var used = new HashSet<string>(StringComparer.Ordinal);
        foreach ((string own, int[] sizes) in shape.Weights())
        {
            string name = _names.Of(own);
            used.Add(name);
            if (_tensors.TryGetValue(name, out StoredTensor? tensor))
            {
                values.Add(own, tensor.Values);
                string shapes = $"the shape {Text(tensor.Shape)}, the other tensors ask for {Text(sizes)}";
                if (!tensor.Shape.SequenceEqual(sizes.Select(size => (long)size)))
                    problems.Add($"'{name}' has {shapes}.");
                else if (tensor.Type.Read is null)
                    problems.Add($"'{name}' has the type {tensor.Type.Name}, which no weight has.");
            }
            else if (own[(own.LastIndexOf('.') + 1)..].StartsWith("bias", StringComparison.Ordinal))
            {
                // A module made with bias=False.
                values.Add(own, new double[sizes[0]]);
            }
            else
            {
                problems.Add($"There is no '{name}'.");
            }
        }

        problems.AddRange(_tensors.Keys.Where(name => !used.Contains(name) && !_names.IsIdle(name))
            .Order(StringComparer.Ordinal).Select(Unused));
        ThrowIfAny(problems);
        return values;
    }

    private (int Rows, int Columns) Matrix(string name)
    {
        if (!_tensors.TryGetValue(name, out StoredTensor? tensor))
        {
            throw new InvalidDataException(
                $"there is no tensor '{name}'; the file has "
                + $"{string.Join(", ", _tensors.Keys.Order(StringComparer.Ordinal))}.");
        }

        if (tensor.Shape is not [> 0 and <= int.MaxValue, > 0 and <= int.MaxValue])
            throw new InvalidDataException($"'{name}' has the shape {Text(tensor.Shape)}; a matrix is needed.");
        return ((int)tensor.Shape[0], (int)tensor.Shape[1]);
    }

    private static string Unused(string name) => name switch
    {
        _ when name.EndsWith("_reverse", StringComparison.Ordinal) =>
            $"'{name}' belongs to a bidirectional LSTM, which reads the future.",
        _ when name.Contains("weight_hr", StringComparison.Ordinal) =>
            $"'{name}' belongs to an LSTM with proj_size, which this library has not.",
        _ => $"'{name}' is in no module that the layout names.",
    };

    private static string Text<T>(IEnumerable<T> sizes) => $"[{string.Join(", ", sizes)}]";

    private static void ThrowIfAny(IEnumerable<string> problems)
    {
        string text = string.Join(" ", problems);
        if (text.Length > 0) throw new InvalidDataException(text);
    }
}
