using System.Runtime.InteropServices;
using LstmForecast.Numerics;

namespace LstmForecast.Network;

/// <summary>
/// The weights of a network by PyTorch's names. Kept in double, which holds the weights of a network of either
/// precision exactly. Never changed after construction.
/// </summary>
internal sealed class NetworkWeights
{
    private readonly Dictionary<string, double[]> _byName;

    public NetworkWeights(NetworkShape shape, IReadOnlyDictionary<string, double[]> byName)
    {
        Shape = shape;
        _byName = new Dictionary<string, double[]>(StringComparer.Ordinal);
        foreach ((string name, int[] dimensions) in shape.Weights())
        {
            long size = dimensions.Aggregate(1L, (product, dimension) => product * dimension);
            if (!byName.TryGetValue(name, out double[]? values) || values.Length != size)
            {
                throw new ArgumentException(
                    $"Weight '{name}' needs {size} values ({string.Join(" x ", dimensions)}), found "
                    + $"{values?.Length ?? 0}.",
                    nameof(byName));
            }

            _byName.Add(name, values);
        }
    }

    public NetworkShape Shape { get; }

    /// <summary>The first half of a SHA-256 over all weights in order, as hexadecimal digits.</summary>
    public string Hash()
    {
        var hash = new Sha256();
        foreach ((string name, _) in Shape.Weights()) hash.Append(MemoryMarshal.AsBytes<double>(_byName[name]));
        return Convert.ToHexString(hash.Finish().AsSpan(0, 16));
    }

    public double[] this[string name] => _byName[name];
}
