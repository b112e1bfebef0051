using System.Numerics;

namespace LstmForecast.Objectives;

/// <summary>A loss as a function of the error, output less target: what it is and how it rises.</summary>
internal interface IErrorCurve<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <param name="error">Output less target.</param>
    /// <param name="parameter">Which of the outputs for the target it is, 0-based.</param>
    T Value(T error, int parameter);

    /// <summary>The derivative by the error, and so by the output; at a kink the mean of both sides, as in PyTorch.</summary>
    T Slope(T error, int parameter);

    /// <inheritdoc cref="Value(T, int)"/>
    /// <param name="errors">Of targets next to each other.</param>
    /// <param name="parameter">The same for all of them.</param>
    Vector<T> Value(Vector<T> errors, int parameter);

    /// <inheritdoc cref="Slope(T, int)"/>
    /// <param name="errors">Of targets next to each other.</param>
    /// <param name="parameter">The same for all of them.</param>
    Vector<T> Slope(Vector<T> errors, int parameter);
}
