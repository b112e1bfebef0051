using System.Globalization;
using LstmForecast.Backend;
using static TorchSharp.torch;

namespace LstmForecast.Tests.Host;

/// <summary>What a program that uses the library does: the library loads TorchSharp, then tensors work.</summary>
internal static class LoadVerb
{
    internal static void Run(string[] args)
    {
        NativeBackend.EnsureLoaded();
        PrintSum();
    }

    // In a method of its own, so that nothing of TorchSharp is initialised before the library had its turn.
    internal static void PrintSum()
    {
        using Tensor numbers = arange(5, dtype: float64);
        using Tensor sum = numbers.sum();
        Console.WriteLine(sum.item<double>().ToString(CultureInfo.InvariantCulture));
    }
}
