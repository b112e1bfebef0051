using System.Runtime.CompilerServices;
using LstmForecast.Backend;

namespace LstmForecast.Tests.Host;

/// <summary>
/// A program that has touched the library, but calls TorchSharp before the library has loaded it: for a tensor, or a
/// head of its own.
/// </summary>
internal static class LoadTorchFirstVerb
{
    internal static void Run(string[] args)
    {
        RuntimeHelpers.RunModuleConstructor(typeof(NativeBackend).Module.ModuleHandle);
        LoadVerb.PrintSum();
    }
}
