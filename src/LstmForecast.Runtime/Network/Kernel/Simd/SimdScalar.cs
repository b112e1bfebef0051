using System.Numerics;
using System.Runtime.CompilerServices;

namespace LstmForecast.Network;

/// <summary>Plain numbers, for processors without vectors.</summary>
internal readonly unsafe struct SimdScalar<T> : ISimd<T, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public static int Width => 1;

    public static bool HasManyRegisters => false;

    public static T Zero => T.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Load(T* from) => *from;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(T vector, T* to) => *to = vector;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Broadcast(T value) => value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Constant(double value) =>
        typeof(T) == typeof(float) ? (T)(object)(float)value : (T)(object)value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Add(T a, T b) => a + b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Subtract(T a, T b) => a - b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Multiply(T a, T b) => a * b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Quotient(T a, T b) => a / b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T MultiplyAdd(T a, T b, T c) => T.MultiplyAddEstimate(a, b, c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T MaxOrNaN(T limit, T a) => a < limit ? limit : a;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T MinOrNaN(T limit, T a) => a > limit ? limit : a;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T MinusAbs(T a) => T.CopySign(a, T.NegativeZero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T CopySign(T size, T sign) => T.CopySign(size, sign);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T ShiftIntoExponent(T bits) => typeof(T) == typeof(float)
        ? Unsafe.BitCast<int, T>(Unsafe.BitCast<T, int>(bits) << 23)
        : Unsafe.BitCast<long, T>(Unsafe.BitCast<T, long>(bits) << 52);
}
