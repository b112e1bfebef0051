using LstmForecast.Network;

namespace LstmForecast.Objectives;

/// <summary>
/// The weights of a network that are trained as one vector: each weight row by row, one after the other in the order of
/// <see cref="NetworkShape.Weights"/>. The statistics of batch normalization are not trained and not in it.
/// </summary>
internal sealed class WeightLayout
{
    private readonly Dictionary<string, Range> _places = new(StringComparer.Ordinal);

    public WeightLayout(NetworkShape shape)
    {
        Shape = shape;
        foreach ((string name, int[] dimensions) in shape.Weights())
        {
            if (IsStatistic(name)) continue;
            int size = dimensions.Aggregate(1, (product, dimension) => checked(product * dimension));
            _places.Add(name, Count..checked(Count + size));
            Count += size;
        }
    }

    public NetworkShape Shape { get; }

    /// <summary>Numbers in the vector.</summary>
    public int Count { get; }

    /// <summary>Names of the weights, in the order of the vector.</summary>
    public IEnumerable<string> Names => Shape.Weights().Select(weight => weight.Name).Where(_places.ContainsKey);

    /// <summary>Where a weight stands in the vector.</summary>
    public Range this[string name] => _places[name];

    /// <summary>Whether it is moved by the passes over the data, not by an optimizer.</summary>
    public static bool IsStatistic(string name) =>
        name.EndsWith(".running_mean", StringComparison.Ordinal) || name.EndsWith(".running_var", StringComparison.Ordinal);

    public double[] Flatten(NetworkWeights weights)
    {
        var flat = new double[Count];
        foreach ((string name, Range place) in _places) weights[name].CopyTo(flat.AsSpan(place));
        return flat;
    }

    /// <summary>The inverse of <see cref="Flatten"/>.</summary>
    /// <param name="flat">The vector.</param>
    /// <param name="precision">What to round to.</param>
    /// <param name="statistics">What is not in the vector; null where there is nothing else.</param>
    public NetworkWeights ToNetwork(ReadOnlySpan<double> flat, Precision precision, NetworkWeights? statistics = null)
    {
        var byName = new Dictionary<string, double[]>(StringComparer.Ordinal);
        foreach ((string name, _) in Shape.Weights())
        {
            if (!_places.TryGetValue(name, out Range place))
            {
                byName[name] = statistics![name];
                continue;
            }

            double[] values = flat[place].ToArray();
            if (precision == Precision.Float32)
            {
                for (int i = 0; i < values.Length; i++) values[i] = (float)values[i];
            }

            byName[name] = values;
        }

        return new NetworkWeights(Shape, byName);
    }
}
