using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LstmForecast.Network;

/// <summary>Vectors of 512 bits: AVX-512.</summary>
internal readonly unsafe struct Simd512<T> : ISimd<Vector512<T>, T>
    where T : unmanaged
{
    public static int Width => Vector512<T>.Count;

    public static bool HasManyRegisters => true;

    public static Vector512<T> Zero => Vector512<T>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Load(T* from) => Vector512.Load(from);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<T> vector, T* to) => vector.Store(to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Broadcast(T value) => Vector512.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Constant(double value) => typeof(T) == typeof(float)
        ? Vector512.Create((float)value).As<float, T>()
        : Vector512.Create(value).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Add(Vector512<T> a, Vector512<T> b) => a + b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Subtract(Vector512<T> a, Vector512<T> b) => a - b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Multiply(Vector512<T> a, Vector512<T> b) => a * b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Quotient(Vector512<T> a, Vector512<T> b)
    {
        if (typeof(T) != typeof(float) || !Avx512F.IsSupported) return a / b;
        // 14 bits of 1 / b, and Newton's step for twice as many: some operations in the time of half a division.
        Vector512<float> divisor = b.AsSingle();
        Vector512<float> reciprocal = Avx512F.Reciprocal14(divisor);
        Vector512<float> quotient = a.AsSingle() * reciprocal;
        Vector512<float> error = Avx512F.FusedMultiplyAddNegated(divisor, reciprocal, Vector512<float>.One);
        return Avx512F.FusedMultiplyAdd(quotient, error, quotient).As<float, T>();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> MultiplyAdd(Vector512<T> a, Vector512<T> b, Vector512<T> c) => typeof(T) == typeof(float)
        ? Vector512.MultiplyAddEstimate(a.AsSingle(), b.AsSingle(), c.AsSingle()).As<float, T>()
        : Vector512.MultiplyAddEstimate(a.AsDouble(), b.AsDouble(), c.AsDouble()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> MaxOrNaN(Vector512<T> limit, Vector512<T> a) => Vector512.MaxNative(limit, a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> MinOrNaN(Vector512<T> limit, Vector512<T> a) => Vector512.MinNative(limit, a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> MinusAbs(Vector512<T> a) => a | Constant(-0.0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> CopySign(Vector512<T> size, Vector512<T> sign) =>
        Vector512.ConditionalSelect(Constant(-0.0), sign, size);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> ShiftIntoExponent(Vector512<T> bits) => typeof(T) == typeof(float)
        ? Vector512.ShiftLeft(bits.AsInt32(), 23).As<int, T>()
        : Vector512.ShiftLeft(bits.AsInt64(), 52).As<long, T>();
}
