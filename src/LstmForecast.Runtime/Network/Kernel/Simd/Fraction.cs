using System.Runtime.CompilerServices;

namespace LstmForecast.Network;

/// <summary>
/// Numerators and denominators, place by place: where two activations are multiplied, one division does for both.
/// </summary>
/// <param name="numerator">Any numbers.</param>
/// <param name="denominator">What <see cref="ISimd{TVector, T}.Quotient"/> divides by.</param>
internal readonly struct Fraction<TSimd, TVector, T>(TVector numerator, TVector denominator)
    where TSimd : struct, ISimd<TVector, T>
    where T : unmanaged
{
    private readonly TVector _numerator = numerator;
    private readonly TVector _denominator = denominator;

    public TVector Value
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TSimd.Quotient(_numerator, _denominator);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Fraction<TSimd, TVector, T> operator *(Fraction<TSimd, TVector, T> a, Fraction<TSimd, TVector, T> b) =>
        new(TSimd.Multiply(a._numerator, b._numerator), TSimd.Multiply(a._denominator, b._denominator));
}
