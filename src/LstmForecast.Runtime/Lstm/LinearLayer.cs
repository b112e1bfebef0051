namespace LstmForecast.Lstm;

/// <summary><c>y = W x + b</c>.</summary>
internal sealed class LinearLayer(NetworkWeights weights, int index)
{
    private readonly double[] _weight = weights[$"head.{index}.weight"];
    private readonly double[] _bias = weights[$"head.{index}.bias"];

    public void Apply(ReadOnlySpan<double> x, Span<double> y)
    {
        for (int row = 0; row < _bias.Length; row++)
            y[row] = _bias[row] + LstmNetwork.Dot(_weight.AsSpan(row * x.Length, x.Length), x);
    }
}
