using System.Numerics;

namespace LstmForecast.Network;

internal static class Numbers
{
    /// <summary>Weights in the type a network computes in; exact, as they were trained in it.</summary>
    public static T[] Convert<T>(double[] values)
        where T : INumberBase<T> => Array.ConvertAll(values, T.CreateTruncating);

    /// <summary>Numbers in another type, rounded where it is the narrower one.</summary>
    public static void Convert<T, TTo>(ReadOnlySpan<T> from, Span<TTo> to)
        where T : INumberBase<T>
        where TTo : INumberBase<TTo>
    {
        for (int i = 0; i < from.Length; i++) to[i] = TTo.CreateTruncating(from[i]);
    }

    /// <summary>The dot product of two vectors of the same length, as wide as the processor allows.</summary>
    public static T Dot<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b)
        where T : INumberBase<T>
    {
        Vector<T> sums = Vector<T>.Zero;
        int i = 0;
        for (; i <= a.Length - Vector<T>.Count; i += Vector<T>.Count)
            sums += new Vector<T>(a[i..]) * new Vector<T>(b[i..]);
        T sum = Vector.Sum(sums);
        for (; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }
}
