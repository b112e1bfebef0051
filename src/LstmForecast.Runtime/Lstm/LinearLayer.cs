using System.Numerics;

namespace LstmForecast.Lstm;

/// <summary><c>y = W x + b</c>, row by row.</summary>
internal sealed class LinearLayer<T>(NetworkWeights weights, int index)
    where T : INumberBase<T>
{
    private readonly T[] _weight = Numbers.Convert<T>(weights[$"head.{index}.weight"]);
    private readonly T[] _bias = Numbers.Convert<T>(weights[$"head.{index}.bias"]);

    /// <param name="x"><c>[rows, inputs]</c>.</param>
    /// <param name="y"><c>[rows, outputs]</c>.</param>
    /// <param name="rows">How many rows there are.</param>
    public void Apply(ReadOnlySpan<T> x, Span<T> y, int rows)
    {
        int outputs = _bias.Length;
        int inputs = _weight.Length / outputs;
        for (int row = 0; row < rows; row++)
        {
            ReadOnlySpan<T> from = x.Slice(row * inputs, inputs);
            for (int o = 0; o < outputs; o++)
                y[row * outputs + o] = _bias[o] + Numbers.Dot<T>(_weight.AsSpan(o * inputs, inputs), from);
        }
    }
}
