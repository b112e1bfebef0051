using System.Numerics;

namespace LstmForecast.Objectives;

/// <summary>
/// A loss of each target alone with its derivative in closed form, over plain memory.
/// </summary>
internal abstract class PointwiseLoss<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The sum of the weighted losses of some points.</summary>
    /// <param name="outputs">
    /// At each point the network's outputs, <c>[values, parameters]</c>; replaced by the derivatives of the sum by them,
    /// times <paramref name="scale"/>.
    /// </param>
    /// <param name="stride">Numbers from the outputs of a point to those of the next.</param>
    /// <param name="targets"><c>[points, values]</c>.</param>
    /// <param name="weights"><c>[points, values]</c>; empty if each target counts once.</param>
    /// <param name="values">Targets at a point.</param>
    /// <param name="scale">What the derivatives are multiplied with.</param>
    public abstract double Differentiate(
        Span<T> outputs, int stride, ReadOnlySpan<T> targets, ReadOnlySpan<T> weights, int values, T scale);
}

/// <inheritdoc cref="PointwiseLoss{T}"/>
/// <param name="curve">The loss of an error.</param>
/// <param name="parameters">Outputs for each target.</param>
internal sealed class PointwiseLoss<T, TCurve>(TCurve curve, int parameters = 1) : PointwiseLoss<T>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TCurve : struct, IErrorCurve<T>
{
    public override double Differentiate(
        Span<T> outputs, int stride, ReadOnlySpan<T> targets, ReadOnlySpan<T> weights, int values, T scale)
    {
        double sum = 0;
        int i = 0;
        for (int start = 0; i < targets.Length; start += stride)
        {
            Span<T> ofPoint = outputs.Slice(start, values * parameters);
            int at = 0;
            for (int value = 0; value < values; value++, i++)
            {
                T target = targets[i];
                T weight = weights.IsEmpty ? T.One : weights[i];
                for (int parameter = 0; parameter < parameters; parameter++, at++)
                {
                    T error = ofPoint[at] - target;
                    sum += double.CreateTruncating(weight * curve.Value(error, parameter));
                    ofPoint[at] = weight * scale * curve.Slope(error, parameter);
                }
            }
        }

        return sum;
    }
}
