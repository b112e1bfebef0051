using System.Numerics;

namespace LstmForecast.Objectives;

/// <inheritdoc cref="SquaredLoss"/>
internal readonly struct SquaredCurve<T> : IErrorCurve<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public T Value(T error, int parameter) => error * error;

    public T Slope(T error, int parameter) => error + error;
}

/// <inheritdoc cref="AbsoluteLoss"/>
internal readonly struct AbsoluteCurve<T> : IErrorCurve<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public T Value(T error, int parameter) => T.Abs(error);

    // Between the two are 0 and NaN, which has to come through.
    public T Slope(T error, int parameter) => error < T.Zero ? -T.One : error > T.Zero ? T.One : error;
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
}
