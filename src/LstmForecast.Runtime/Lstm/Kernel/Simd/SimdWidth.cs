using System.Runtime.Intrinsics;

namespace LstmForecast.Lstm;

/// <summary>How many bits the kernel computes with at once.</summary>
internal enum SimdWidth
{
    Scalar,
    Bits128,
    Bits256,
    Bits512,
}

internal static class SimdWidths
{
    /// <summary>The widest that this processor has.</summary>
    public static SimdWidth Widest { get; } =
        Vector512.IsHardwareAccelerated ? SimdWidth.Bits512
        : Vector256.IsHardwareAccelerated ? SimdWidth.Bits256
        : Vector128.IsHardwareAccelerated ? SimdWidth.Bits128
        : SimdWidth.Scalar;
}
