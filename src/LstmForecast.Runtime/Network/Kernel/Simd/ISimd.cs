namespace LstmForecast.Network;

/// <summary>
/// The few vector operations that the kernel is written in, once for all widths and both floating-point types.
/// </summary>
/// <typeparam name="TVector">A vector, or for the scalar form a number.</typeparam>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
internal unsafe interface ISimd<TVector, T>
    where T : unmanaged
{
    /// <summary>Numbers in a vector.</summary>
    static abstract int Width { get; }

    /// <summary>Whether there are 32 registers for vectors, not 16: room for more sums.</summary>
    static abstract bool HasManyRegisters { get; }

    static abstract TVector Zero { get; }

    static abstract TVector Load(T* from);

    static abstract void Store(TVector vector, T* to);

    static abstract TVector Broadcast(T value);

    /// <summary>A constant in all places; folded by the compiler.</summary>
    static abstract TVector Constant(double value);

    static abstract TVector Add(TVector a, TVector b);

    static abstract TVector Subtract(TVector a, TVector b);

    static abstract TVector Multiply(TVector a, TVector b);

    /// <summary><c>a / b</c> to about a unit in the last place, where b and 1 / b are normal numbers.</summary>
    static abstract TVector Quotient(TVector a, TVector b);

    /// <summary><c>a b + c</c>, in one rounding where the processor can.</summary>
    static abstract TVector MultiplyAdd(TVector a, TVector b, TVector c);

    /// <summary>The larger one; NaN where a is. The limit is none.</summary>
    static abstract TVector MaxOrNaN(TVector limit, TVector a);

    /// <summary>The smaller one; NaN where a is. The limit is none.</summary>
    static abstract TVector MinOrNaN(TVector limit, TVector a);

    /// <summary><c>-|a|</c>.</summary>
    static abstract TVector MinusAbs(TVector a);

    /// <summary>The size of one with the sign of the other.</summary>
    static abstract TVector CopySign(TVector size, TVector sign);

    /// <summary>
    /// Moves the lowest bits, read as a whole number, into the exponent: with <c>n + bias</c> there, it is 2^n.
    /// </summary>
    static abstract TVector ShiftIntoExponent(TVector bits);
}
