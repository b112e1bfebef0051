using System.Runtime.CompilerServices;

namespace LstmForecast.Lstm;

/// <summary>
/// The logistic sigmoid and the hyperbolic tangent, place by place, by polynomials in the type itself: a float is never
/// widened to double. Both rest on exp(x) for x up to 0, which cannot overflow; NaN stays NaN.
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

    /// <summary><c>1 / (1 + exp(-x))</c>, exact to a few units in the last place down to the smallest numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Sigmoid(TVector x)
    {
        TVector e = ExpOfMinus(TSimd.Abs(x));
        TVector upper = TSimd.Divide(TSimd.Constant(1), TSimd.Add(TSimd.Constant(1), e));
        // For x below 0: e / (1 + e), which keeps its digits where 1 - sigmoid(-x) would lose them.
        return TSimd.SelectLess(x, TSimd.Zero, TSimd.Multiply(e, upper), upper);
    }

    /// <summary>
    /// <c>(1 - exp(-2|x|)) / (1 + exp(-2|x|))</c> with the sign of x; near 0, where that cancels, Cephes' polynomials.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Tanh(TVector x)
    {
        TVector size = TSimd.Abs(x);
        TVector e = ExpOfMinus(TSimd.Add(size, size));
        TVector one = TSimd.Constant(1);
        TVector far = TSimd.Divide(TSimd.Subtract(one, e), TSimd.Add(one, e));
        // The sign comes last: the polynomials have it too, but make 0 of -0.
        return TSimd.CopySign(TSimd.SelectLess(size, TSimd.Constant(0.625), TanhNearZero(x), far), x);
    }

    /// <summary>Moshier's Cephes library, tanhf.c and tanh.c: x + x^3 P(x^2), in double P / Q.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector TanhNearZero(TVector x)
    {
        TVector z = TSimd.Multiply(x, x);
        TVector p;
        if (IsFloat)
        {
            p = TSimd.Constant(-5.70498872745E-3);
            p = TSimd.MultiplyAdd(p, z, TSimd.Constant(2.06390887954E-2));
            p = TSimd.MultiplyAdd(p, z, TSimd.Constant(-5.37397155531E-2));
            p = TSimd.MultiplyAdd(p, z, TSimd.Constant(1.33314422036E-1));
            p = TSimd.MultiplyAdd(p, z, TSimd.Constant(-3.33332819422E-1));
        }
        else
        {
            p = TSimd.Constant(-9.64399179425052238628E-1);
            p = TSimd.MultiplyAdd(p, z, TSimd.Constant(-9.92877231001918586564E1));
            p = TSimd.MultiplyAdd(p, z, TSimd.Constant(-1.61468768441708447952E3));
            TVector q = TSimd.Add(z, TSimd.Constant(1.12811678491632931402E2));
            q = TSimd.MultiplyAdd(q, z, TSimd.Constant(2.23548839060100448583E3));
            q = TSimd.MultiplyAdd(q, z, TSimd.Constant(4.84406305325125486048E3));
            p = TSimd.Divide(p, q);
        }

        return TSimd.MultiplyAdd(TSimd.Multiply(p, z), x, x);
    }

    /// <summary>
    /// exp(-a) for a of at least 0: with n the whole number nearest to -a / ln 2 it is 2^n exp(r), r = -a - n ln 2.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector ExpOfMinus(TVector a)
    {
        // Below this even the smallest positive number is too large.
        TVector x = TSimd.Max(TSimd.Subtract(TSimd.Zero, a), TSimd.Constant(IsFloat ? -104 : -746));

        // Adding 1.5 times 2^(digits) rounds to a whole number, and leaves it in the lowest bits.
        TVector magic = TSimd.Constant(IsFloat ? 12582912.0 : 6755399441055744.0);
        TVector shifted = TSimd.MultiplyAdd(x, TSimd.Constant(1.4426950408889634), magic);
        TVector n = TSimd.Subtract(shifted, magic);

        // ln 2 in two parts, the first short enough for its product with n to be exact.
        TVector r = TSimd.MultiplyAdd(n, TSimd.Constant(IsFloat ? -0.693359375 : -6.93145751953125E-1), x);
        r = TSimd.MultiplyAdd(n, TSimd.Constant(IsFloat ? 2.12194440e-4 : -1.42860682030941723212E-6), r);

        // 2^n may be too small for a normal number: 2^(n + lift) never is.
        int lift = IsFloat ? 64 : 256;
        TVector biased = TSimd.Add(shifted, TSimd.Constant(lift + (IsFloat ? 127 : 1023)));
        TVector power = TSimd.ShiftIntoExponent(biased);
        // As a literal: native AOT would call Math.Pow each time.
        TVector unlifted = TSimd.Constant(IsFloat ? 5.42101086242752217E-20 : 8.63616855509444463E-78);
        return TSimd.Multiply(TSimd.Multiply(ExpNearZero(r), power), unlifted);
    }

    /// <summary>For |r| up to ln(2) / 2: in float Cephes' expf.c, in double the Taylor series.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector ExpNearZero(TVector r)
    {
        TVector p;
        if (IsFloat)
        {
            p = TSimd.Constant(1.9875691500E-4);
            p = TSimd.MultiplyAdd(p, r, TSimd.Constant(1.3981999507E-3));
            p = TSimd.MultiplyAdd(p, r, TSimd.Constant(8.3334519073E-3));
            p = TSimd.MultiplyAdd(p, r, TSimd.Constant(4.1665795894E-2));
            p = TSimd.MultiplyAdd(p, r, TSimd.Constant(1.6666665459E-1));
            p = TSimd.MultiplyAdd(p, r, TSimd.Constant(5.0000001201E-1));
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

        return TSimd.Add(TSimd.MultiplyAdd(p, TSimd.Multiply(r, r), r), TSimd.Constant(1));
    }
}
