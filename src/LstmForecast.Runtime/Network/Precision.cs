#pragma warning disable CA1720 // The names of the types are what users of tensors look for.

namespace LstmForecast;

/// <summary>The floating-point type in which a network is trained and stored.</summary>
public enum Precision
{
    /// <summary>32 bits: fast, and enough for almost every series.</summary>
    Float32,

    /// <summary>64 bits: slower, for checks and for series with a very large range.</summary>
    Float64,
}
