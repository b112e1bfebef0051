using System.Runtime.InteropServices;
using LstmForecast.Backend;

namespace LstmForecast.Tests.Backend;

/// <summary>What this system's dynamic loader makes of TorchSharp's library: what there is to test.</summary>
internal static class SystemLoader
{
    private static readonly Lazy<bool> LoadsUnmended = new(Loads);

    internal static string LibraryPath { get; } = Path.Combine(AppContext.BaseDirectory, NativeLoader.FileName);

    internal static bool HasLibrary => File.Exists(LibraryPath);

    /// <summary>Where libstdc++ is new enough, no copy is ever made.</summary>
    internal static bool NeedsMending => HasLibrary && !LoadsUnmended.Value;

    private static bool Loads() => NativeLibrary.TryLoad(LibraryPath, out _);
}
