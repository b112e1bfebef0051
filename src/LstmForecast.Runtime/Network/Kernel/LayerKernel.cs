using System.Numerics;
using System.Runtime.Intrinsics;

namespace LstmForecast.Network;

/// <summary>
/// The LSTM layer of one vector width, for blocks of rows, and the linear layer, for points: <see
/// cref="LayerForward{TSimd, TVector, T}"/>, <see cref="LayerBackward{TSimd, TVector, T}"/> and <see
/// cref="LinearLayerKernel{TSimd, TVector, T}"/> behind a name that does not tell the width.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
internal abstract class LayerKernel<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>
    /// The kernel of the widest vectors that this processor has. Asked where it is made, so that a native program, for
    /// which the answers are constants, holds the code of this one width alone.
    /// </summary>
    public static LayerKernel<T> Widest { get; } =
        Vector512.IsHardwareAccelerated ? new LayerKernel<Simd512<T>, Vector512<T>, T>()
        : Vector256.IsHardwareAccelerated ? new LayerKernel<Simd256<T>, Vector256<T>, T>()
        : Vector128.IsHardwareAccelerated ? new LayerKernel<Simd128<T>, Vector128<T>, T>()
        : new LayerKernel<SimdScalar<T>, T, T>();

    public abstract int VectorWidth { get; }

    /// <summary>Vectors wider than the processor has work too, slowly.</summary>
    public static LayerKernel<T> Create(SimdWidth width) => width switch
    {
        SimdWidth.Bits512 => new LayerKernel<Simd512<T>, Vector512<T>, T>(),
        SimdWidth.Bits256 => new LayerKernel<Simd256<T>, Vector256<T>, T>(),
        SimdWidth.Bits128 => new LayerKernel<Simd128<T>, Vector128<T>, T>(),
        _ => new LayerKernel<SimdScalar<T>, T, T>(),
    };

    /// <inheritdoc cref="LayerForward{TSimd, TVector, T}.Run"/>
    public abstract void Forward(in ForwardPass<T> pass);

    /// <inheritdoc cref="LayerForward{TSimd, TVector, T}.Step(LayerWeights{T}, Points{T}, SteppedState{T})"/>
    public abstract void Step(LayerWeights<T> weights, Points<T> input, SteppedState<T> state);

    /// <inheritdoc cref="LayerBackward{TSimd, TVector, T}.Run"/>
    public abstract void Backward(in BackwardPass<T> pass);

    /// <inheritdoc cref="LinearLayerKernel{TSimd, TVector, T}.Forward"/>
    public abstract void Forward(LinearWeights<T> weights, int points, Points<T> x, Points<T> y);

    /// <inheritdoc cref="LinearLayerKernel{TSimd, TVector, T}.Backward"/>
    public abstract void Backward(
        LinearWeights<T> weights, int points, Points<T> x, Points<T> dy, Points<T> dx, LinearGradient<T> gradient);
}

/// <inheritdoc cref="LayerKernel{T}"/>
internal sealed class LayerKernel<TSimd, TVector, T> : LayerKernel<T>
    where TSimd : struct, ISimd<TVector, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public override int VectorWidth => TSimd.Width;

    public override void Forward(in ForwardPass<T> pass) => LayerForward<TSimd, TVector, T>.Run(pass);

    public override void Step(LayerWeights<T> weights, Points<T> input, SteppedState<T> state) =>
        LayerForward<TSimd, TVector, T>.Step(weights, input, state);

    public override void Backward(in BackwardPass<T> pass) => LayerBackward<TSimd, TVector, T>.Run(pass);

    public override void Forward(LinearWeights<T> weights, int points, Points<T> x, Points<T> y) =>
        LinearLayerKernel<TSimd, TVector, T>.Forward(weights, points, x, y);

    public override void Backward(
        LinearWeights<T> weights, int points, Points<T> x, Points<T> dy, Points<T> dx, LinearGradient<T> gradient) =>
        LinearLayerKernel<TSimd, TVector, T>.Backward(weights, points, x, dy, dx, gradient);
}
