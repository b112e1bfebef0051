using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using LstmForecast.Network;

namespace LstmForecast.Runtime.Tests.Network.Kernel;

/// <summary>The kernel's activations over arrays, and how far two numbers are from each other.</summary>
internal static class ActivationRun
{
    public static T[] Sigmoid<T>(SimdWidth width, T[] x)
        where T : unmanaged, IFloatingPointIeee754<T> => Apply(width, Function.Sigmoid, x);

    public static T[] Tanh<T>(SimdWidth width, T[] x)
        where T : unmanaged, IFloatingPointIeee754<T> => Apply(width, Function.Tanh, x);

    /// <summary>sigmoid(x) tanh(x) with the one division that the layer takes for it.</summary>
    public static T[] Product<T>(SimdWidth width, T[] x)
        where T : unmanaged, IFloatingPointIeee754<T> => Apply(width, Function.Product, x);

    /// <summary>How many numbers of the type lie between the two, and one of them; far for a NaN.</summary>
    public static long Ulps(float a, float b) => float.IsNaN(a) || float.IsNaN(b)
        ? long.MaxValue
        : Math.Abs(Ordered(BitConverter.SingleToInt32Bits(a), int.MinValue)
            - Ordered(BitConverter.SingleToInt32Bits(b), int.MinValue));

    /// <inheritdoc cref="Ulps(float, float)"/>
    public static long Ulps(double a, double b) => double.IsNaN(a) || double.IsNaN(b)
        ? long.MaxValue
        : Math.Abs(Ordered(BitConverter.DoubleToInt64Bits(a), long.MinValue)
            - Ordered(BitConverter.DoubleToInt64Bits(b), long.MinValue));

    /// <summary>Numbers, the negative ones too, in the order of their values.</summary>
    private static long Ordered(long bits, long signBit) => bits < 0 ? signBit - bits : bits;

    private static T[] Apply<T>(SimdWidth width, Function function, T[] x)
        where T : unmanaged, IFloatingPointIeee754<T> => width switch
        {
            SimdWidth.Bits512 => Apply<Simd512<T>, Vector512<T>, T>(function, x),
            SimdWidth.Bits256 => Apply<Simd256<T>, Vector256<T>, T>(function, x),
            SimdWidth.Bits128 => Apply<Simd128<T>, Vector128<T>, T>(function, x),
            _ => Apply<SimdScalar<T>, T, T>(function, x),
        };

    private static T[] Apply<TSimd, TVector, T>(Function function, T[] x)
        where TSimd : struct, ISimd<TVector, T>
        where TVector : unmanaged
        where T : unmanaged
    {
        // Filled up with zeros to whole vectors.
        var padded = new T[(x.Length + TSimd.Width - 1) / TSimd.Width * TSimd.Width];
        x.CopyTo(padded, 0);
        foreach (ref TVector vector in MemoryMarshal.Cast<T, TVector>(padded.AsSpan()))
        {
            Fraction<TSimd, TVector, T> sigmoid = Activations<TSimd, TVector, T>.Sigmoid(vector);
            Fraction<TSimd, TVector, T> tanh = Activations<TSimd, TVector, T>.Tanh(vector);
            vector = function switch
            {
                Function.Sigmoid => sigmoid.Value,
                Function.Tanh => tanh.Value,
                _ => (sigmoid * tanh).Value,
            };
        }

        return padded[..x.Length];
    }

    private enum Function
    {
        Sigmoid,
        Tanh,
        Product,
    }
}
