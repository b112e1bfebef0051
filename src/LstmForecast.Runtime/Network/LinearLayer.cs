using System.Numerics;

namespace LstmForecast.Network;

/// <summary><c>y = W x + b</c>, row by row.</summary>
internal sealed class LinearLayer<T>(NetworkWeights weights, int index)
    where T : unmanaged, INumberBase<T>
{
    private readonly T[] _weight = Numbers.Convert<T>(weights[$"head.{index}.weight"]);
    private readonly T[] _bias = Numbers.Convert<T>(weights[$"head.{index}.bias"]);

    /// <param name="x"><c>[rows, inputs]</c>.</param>
    /// <param name="to">Room for <c>[rows, outputs]</c>.</param>
    /// <param name="rows">How many rows there are.</param>
    /// <returns>What is now in that room.</returns>
    public Points<T> Apply(Points<T> x, AlignedBuffer<T> to, int rows)
    {
        int outputs = _bias.Length;
        int inputs = _weight.Length / outputs;
        Span<T> y = to.Span;
        for (int row = 0; row < rows; row++)
        {
            ReadOnlySpan<T> from = x.At(row, inputs);
            for (int o = 0; o < outputs; o++)
                y[row * outputs + o] = _bias[o] + Numbers.Dot<T>(_weight.AsSpan(o * inputs, inputs), from);
        }

        return new Points<T>(to, outputs);
    }
}
