using System.Numerics;

namespace LstmForecast.Objectives;

/// <inheritdoc cref="SquaredLoss"/>
internal readonly struct SquaredCurve<T> : IErrorCurve<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public T Value(T error, int parameter) => error * error;

    public T Slope(T error, int parameter) => error + error;

    public Vector<T> Value(Vector<T> errors, int parameter) => errors * errors;

    public Vector<T> Slope(Vector<T> errors, int parameter) => errors + errors;
}

/// <inheritdoc cref="AbsoluteLoss"/>
internal readonly struct AbsoluteCurve<T> : IErrorCurve<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public T Value(T error, int parameter) => T.Abs(error);

    // Between the two are 0 and NaN, which has to come through.
    public T Slope(T error, int parameter) => error < T.Zero ? -T.One : error > T.Zero ? T.One : error;

    public Vector<T> Value(Vector<T> errors, int parameter) => Vector.Abs(errors);

    public Vector<T> Slope(Vector<T> errors, int parameter) => Curves.BySign(errors, -Vector<T>.One, errors, Vector<T>.One);
}

/// <inheritdoc cref="HuberLoss"/>
internal readonly struct HuberCurve<T>(T delta) : IErrorCurve<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private static readonly T Half = T.CreateChecked(0.5);

    public T Value(T error, int parameter)
    {
        T size = T.Abs(error);
        return size > delta ? delta * (size - Half * delta) : Half * error * error;
    }

    public T Slope(T error, int parameter) => T.Max(-delta, T.Min(error, delta));

    public Vector<T> Value(Vector<T> errors, int parameter)
    {
        Vector<T> size = Vector.Abs(errors);
        return Vector.ConditionalSelect(
            Vector.GreaterThan(size, new Vector<T>(delta)), delta * (size - new Vector<T>(Half * delta)), Half * errors * errors);
    }

    // Compared, as the lesser of NaN and a number is not NaN on all processors.
    public Vector<T> Slope(Vector<T> errors, int parameter)
    {
        var limit = new Vector<T>(delta);
        Vector<T> below = Vector.ConditionalSelect(Vector.GreaterThan(errors, limit), limit, errors);
        return Vector.ConditionalSelect(Vector.LessThan(errors, -limit), -limit, below);
    }
}

/// <inheritdoc cref="QuantileLoss"/>
/// <param name="levels">One for each parameter.</param>
internal readonly struct QuantileCurve<T>(T[] levels) : IErrorCurve<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private static readonly T Half = T.CreateChecked(0.5);

    public T Value(T error, int parameter) => T.Max(-levels[parameter] * error, (T.One - levels[parameter]) * error);

    public T Slope(T error, int parameter)
    {
        T level = levels[parameter];
        // Between the two are 0 and NaN, which has to come through.
        return error < T.Zero ? -level : error > T.Zero ? T.One - level : Half - level + error;
    }

    public Vector<T> Value(Vector<T> errors, int parameter)
    {
        T level = levels[parameter];
        return Curves.BySign(errors, -level * errors, errors, (T.One - level) * errors);
    }

    public Vector<T> Slope(Vector<T> errors, int parameter)
    {
        T level = levels[parameter];
        return Curves.BySign(
            errors, new Vector<T>(-level), new Vector<T>(Half - level) + errors, new Vector<T>(T.One - level));
    }
}

internal static class Curves
{
    /// <summary>One of three by the sign of each error, where neither is for 0 and NaN.</summary>
    public static Vector<T> BySign<T>(Vector<T> errors, Vector<T> negative, Vector<T> neither, Vector<T> positive) =>
        Vector.ConditionalSelect(
            Vector.LessThan(errors, Vector<T>.Zero),
            negative,
            Vector.ConditionalSelect(Vector.GreaterThan(errors, Vector<T>.Zero), positive, neither));
}
