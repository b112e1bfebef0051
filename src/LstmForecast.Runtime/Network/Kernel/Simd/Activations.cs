using System.Runtime.CompilerServices;

namespace LstmForecast.Network;

/// <summary>
/// The logistic sigmoid and the hyperbolic tangent, place by place, by polynomials in the type itself: a float is never
/// widened to double. Both are fractions of exponentials, for the caller to divide or to multiply first; NaN stays NaN.
/// </summary>
internal static unsafe class Activations<TSimd, TVector, T>
    where TSimd : struct, ISimd<TVector, T>
    where T : unmanaged
{
    // Native AOT would call it in the middle of the arithmetic, and save all vectors each time.
    private static bool IsFloat
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => typeof(T) == typeof(float);
    }

    /// <summary>
    /// <c>1 / (1 + exp(-x))</c>, exact to a few units in the last place down to the smallest numbers. Both parts are
    /// multiplied by a power of 2 so small that exp(-x) cannot overflow; it takes digits from products below 1e-30 (float).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Fraction<TSimd, TVector, T> Sigmoid(TVector x)
    {
        // Beyond these the result is 0 or 1.
        TVector minus = TSimd.MaxOrNaN(TSimd.Constant(IsFloat ? -60 : -660), TSimd.Subtract(TSimd.Zero, x));
        minus = TSimd.MinOrNaN(TSimd.Constant(IsFloat ? 104 : 746), minus);
        TVector power = Power(minus, lift: IsFloat ? -26 : -60, out TVector n);
        // ln 2 in two parts, the first short enough for its product with n to be exact.
        TVector r = TSimd.MultiplyAdd(n, TSimd.Constant(IsFloat ? -0.693359375 : -6.93145751953125E-1), minus);
        r = TSimd.MultiplyAdd(n, TSimd.Constant(IsFloat ? 2.12194440e-4 : -1.42860682030941723212E-6), r);
        // As a literal: native AOT would call Math.Pow each time.
        TVector one = TSimd.Constant(IsFloat ? 1.490116119384765625E-8 : 8.67361737988403547206E-19);
        return new(one, TSimd.MultiplyAdd(power, ExpMinusOne(r), TSimd.Add(power, one)));
    }

    /// <summary>
    /// With m = exp(-2|x|) - 1, which keeps its digits near 0, it is <c>-m / (2 + m)</c> with the sign of x.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Fraction<TSimd, TVector, T> Tanh(TVector x)
    {
        TVector size = TSimd.MinusAbs(x);
        // Beyond this the result is 1.
        TVector twice = TSimd.MaxOrNaN(TSimd.Constant(IsFloat ? -20 : -44), TSimd.Add(size, size));
        TVector power = Power(twice, lift: 0, out TVector n);
        // One part of ln 2 is enough: where n is large, m is -1 but for its last digits.
        TVector r = TSimd.MultiplyAdd(n, TSimd.Constant(-0.693147180559945309), twice);
        TVector m = TSimd.MultiplyAdd(power, ExpMinusOne(r), TSimd.Subtract(power, TSimd.Constant(1)));
        return new(TSimd.CopySign(m, x), TSimd.Add(TSimd.Constant(2), m));
    }

    /// <summary>
    /// exp(x) is 2^n exp(r), where n is the whole number nearest to x / ln 2 and r what is left, x - n ln 2.
    /// </summary>
    /// <returns>2^(n + lift).</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Power(TVector x, int lift, out TVector n)
    {
        // Adding 1.5 times 2^(digits) rounds to a whole number and leaves it in the lowest bits, with the bias beside it.
        double bias = lift + (IsFloat ? 127 : 1023);
        TVector magic = TSimd.Constant((IsFloat ? 12582912.0 : 6755399441055744.0) + bias);
        TVector shifted = TSimd.MultiplyAdd(x, TSimd.Constant(1.4426950408889634), magic);
        n = TSimd.Subtract(shifted, magic);
        return TSimd.ShiftIntoExponent(shifted);
    }

    /// <summary>
    /// exp(r) - 1 for |r| up to ln(2) / 2: in float the polynomial of degree 6 that is nearest to it, in parts of exp(r)
    /// (3e-9; the tests' Golden/exponential.py finds it), in double the Taylor series.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector ExpMinusOne(TVector r)
    {
        TVector square = TSimd.Multiply(r, r);
        TVector p;
        if (IsFloat)
        {
            // In pairs, so that fewer operations wait for each other.
            TVector high = TSimd.MultiplyAdd(TSimd.Constant(8.3687168527e-3), r, TSimd.Constant(4.1668388096e-2));
            TVector low = TSimd.MultiplyAdd(TSimd.Constant(1.6666520632e-1), r, TSimd.Constant(4.9999993448e-1));
            p = TSimd.MultiplyAdd(TSimd.Constant(1.3814595602e-3), square, high);
            p = TSimd.MultiplyAdd(p, square, low);
        }
        else
        {
            p = TSimd.Constant(1.0 / 6227020800);
            p = TSimd.MultiplyAdd(p, r, TSimd.Constant(1.0 / 479001600));
            p = TSimd.MultiplyAdd(p, r, TSimd.Constant(1.0 / 39916800));
            p = TSimd.MultiplyAdd(p, r, TSimd.Constant(1.0 / 3628800));
            p = TSimd.MultiplyAdd(p, r, TSimd.Constant(1.0 / 362880));
            p = TSimd.MultiplyAdd(p, r, TSimd.Constant(1.0 / 40320));
            p = TSimd.MultiplyAdd(p, r, TSimd.Constant(1.0 / 5040));
            p = TSimd.MultiplyAdd(p, r, TSimd.Constant(1.0 / 720));
            p = TSimd.MultiplyAdd(p, r, TSimd.Constant(1.0 / 120));
            p = TSimd.MultiplyAdd(p, r, TSimd.Constant(1.0 / 24));
            p = TSimd.MultiplyAdd(p, r, TSimd.Constant(1.0 / 6));
            p = TSimd.MultiplyAdd(p, r, TSimd.Constant(1.0 / 2));
        }

        return TSimd.MultiplyAdd(p, square, r);
    }
}
