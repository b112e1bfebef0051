using System.Numerics;

namespace LstmForecast.Network;

/// <summary>
/// <c>y = (x - mean) / sqrt(variance + epsilon) * weight + bias</c>: with the statistics of the units themselves
/// (layer), with those that training has left behind (batch), or not at all.
/// </summary>
internal sealed class CellNormalization<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private static readonly T Epsilon = T.CreateTruncating(NetworkShape.NormalizationEpsilon);

    private readonly Normalization _kind;
    private readonly int _units;
    private readonly T[] _weight = [];
    private readonly T[] _bias = [];
    private readonly T[] _mean = [];
    private readonly T[] _variance = [];

    public CellNormalization(NetworkWeights weights, int layer)
    {
        _kind = weights.Shape.Normalization;
        _units = weights.Shape.HiddenSizes[layer];
        if (_kind == Normalization.None) return;
        _weight = Numbers.Convert<T>(weights[$"norms.{layer}.weight"]);
        _bias = Numbers.Convert<T>(weights[$"norms.{layer}.bias"]);
        if (_kind == Normalization.Layer) return;
        _mean = Numbers.Convert<T>(weights[$"norms.{layer}.running_mean"]);
        _variance = Numbers.Convert<T>(weights[$"norms.{layer}.running_var"]);
    }

    /// <param name="x"><c>[rows, units]</c>.</param>
    /// <param name="to">Room for as many numbers; not needed where nothing is normalised.</param>
    /// <param name="rows">How many rows there are.</param>
    /// <returns>What is now in that room, or what was given.</returns>
    public Points<T> Apply(Points<T> x, AlignedBuffer<T> to, int rows)
    {
        if (_kind == Normalization.None) return x;
        for (int row = 0; row < rows; row++)
        {
            Span<T> units = to.Span.Slice(row * _units, _units);
            x.At(row, _units).CopyTo(units);
            if (_kind == Normalization.Layer)
            {
                (T mean, T variance) = Moments(units);
                for (int unit = 0; unit < units.Length; unit++) Normalize(ref units[unit], unit, mean, variance);
            }
            else
            {
                for (int unit = 0; unit < units.Length; unit++)
                    Normalize(ref units[unit], unit, _mean[unit], _variance[unit]);
            }
        }

        return Result(x, to);
    }

    /// <summary>Where <see cref="Apply"/> leaves what it is given: in its own room, or where it was.</summary>
    public Points<T> Result(Points<T> x, AlignedBuffer<T> to) =>
        _kind == Normalization.None ? x : new Points<T>(to, _units);

    private void Normalize(ref T x, int unit, T mean, T variance) =>
        x = (x - mean) / T.Sqrt(variance + Epsilon) * _weight[unit] + _bias[unit];

    private static (T Mean, T Variance) Moments(ReadOnlySpan<T> x)
    {
        T count = T.CreateTruncating(x.Length);
        T mean = T.Zero;
        foreach (T value in x) mean += value / count;
        T variance = T.Zero;
        foreach (T value in x) variance += (value - mean) * (value - mean) / count;
        return (mean, variance);
    }
}
