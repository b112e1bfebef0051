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
        for (int start = 0; !targets.IsEmpty; start += stride)
        {
            Span<T> ofPoint = outputs.Slice(start, values * parameters);
            ReadOnlySpan<T> ofTargets = targets[..values];
            ReadOnlySpan<T> ofWeights = weights.IsEmpty ? default : weights[..values];
            int done = parameters == 1 ? Vectors(ofPoint, ofTargets, ofWeights, scale, ref sum) : 0;
            Others(ofPoint, ofTargets, ofWeights, done, scale, ref sum);
            targets = targets[values..];
            if (!weights.IsEmpty) weights = weights[values..];
        }

        return sum;
    }

    /// <summary>Targets by whole vectors; returns how many that were.</summary>
    private int Vectors(Span<T> outputs, ReadOnlySpan<T> targets, ReadOnlySpan<T> weights, T scale, ref double sum)
    {
        int value = 0;
        for (; value <= targets.Length - Vector<T>.Count; value += Vector<T>.Count)
        {
            Vector<T> weight = weights.IsEmpty ? Vector<T>.One : new Vector<T>(weights[value..]);
            Vector<T> error = new Vector<T>(outputs[value..]) - new Vector<T>(targets[value..]);
            sum += Sum(weight * curve.Value(error, 0));
            (weight * scale * curve.Slope(error, 0)).CopyTo(outputs[value..]);
        }

        return value;
    }

    private void Others(
        Span<T> outputs, ReadOnlySpan<T> targets, ReadOnlySpan<T> weights, int first, T scale, ref double sum)
    {
        for (int value = first; value < targets.Length; value++)
        {
            T target = targets[value];
            T weight = weights.IsEmpty ? T.One : weights[value];
            for (int parameter = 0; parameter < parameters; parameter++)
            {
                ref T output = ref outputs[value * parameters + parameter];
                T error = output - target;
                sum += double.CreateTruncating(weight * curve.Value(error, parameter));
                output = weight * scale * curve.Slope(error, parameter);
            }
        }
    }

    /// <summary>In double precision, whatever that of the numbers is.</summary>
    private static double Sum(Vector<T> numbers)
    {
        if (typeof(T) == typeof(double)) return Vector.Sum(Vector.AsVectorDouble(numbers));
        Vector.Widen(Vector.AsVectorSingle(numbers), out Vector<double> low, out Vector<double> high);
        return Vector.Sum(low + high);
    }
}
