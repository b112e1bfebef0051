namespace LstmForecast.Network;

/// <summary>How many bits the kernel computes with at once.</summary>
internal enum SimdWidth
{
    Scalar,
    Bits128,
    Bits256,
    Bits512,
}
