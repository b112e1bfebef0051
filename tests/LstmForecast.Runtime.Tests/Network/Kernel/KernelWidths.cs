using LstmForecast.Network;

namespace LstmForecast.Runtime.Tests.Network.Kernel;

/// <summary>
/// All vector widths: those that the processor lacks run too, slowly. As numbers, for the type is not public.
/// </summary>
internal static class KernelWidths
{
    public static TheoryData<int> All => new(Enum.GetValues<SimdWidth>().Select(width => (int)width));
}
