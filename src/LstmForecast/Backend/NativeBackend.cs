using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using TorchSharp;

namespace LstmForecast.Backend;

/// <summary>
/// Makes TorchSharp loadable on systems with a libstdc++ older than that of GCC 13 (see <see cref="NativeLoader"/>).
/// </summary>
internal static class NativeBackend
{
    private const string LibraryName = "LibTorchSharp";

    // A failure is kept as well: mending is tried once, and every caller learns the same reason.
    private static readonly Lazy<nint> Library = new(NativeLoader.Load);
    private static readonly Lazy<bool> Loaded = new(Load);

    /// <summary>Loads TorchSharp's native library. To be called before TorchSharp is first touched.</summary>
    /// <remarks>
    /// Loading it up front lets the user read what is wrong: TorchSharp swallows the exceptions of the handler, copies
    /// half a gigabyte beside the program in a second attempt and then blames a missing package.
    /// </remarks>
    /// <exception cref="DllNotFoundException">It cannot be loaded; the message says why and what to do.</exception>
    internal static void EnsureLoaded() => _ = Loaded.Value;

    [ModuleInitializer]
    [SuppressMessage(
        "Usage", "CA2255:The 'ModuleInitializer' attribute should not be used in libraries",
        Justification = "TorchSharp must become loadable at the first use of this library, without the user's help.")]
    internal static void Register()
    {
        // TorchSharp is looked for in the context of this assembly; asking for its own context would already load it.
        if (OperatingSystem.IsLinux())
            Hook(AssemblyLoadContext.GetLoadContext(typeof(NativeBackend).Assembly));
    }

    private static bool Load()
    {
        // Elsewhere TorchSharp must load its libraries itself: on Windows it has an order of its own for CUDA.
        if (!OperatingSystem.IsLinux())
            return true;

        Assembly torchSharp = typeof(torch).Assembly;
        AssemblyLoadContext? context = AssemblyLoadContext.GetLoadContext(torchSharp);
        if (context != AssemblyLoadContext.GetLoadContext(typeof(NativeBackend).Assembly))
            Hook(context);
        if (!NativeLibrary.TryLoad(LibraryName, torchSharp, null, out _))
            LoadAsTorchSharpDoes();

        return true;
    }

    /// <summary>TorchSharp knows one way more, for notebooks, where every package has a folder of its own.</summary>
    private static void LoadAsTorchSharpDoes()
    {
        try
        {
            torch.InitializeDeviceType(DeviceType.CPU);
        }
        catch (Exception e) when (e is NotSupportedException or TypeInitializationException or DllNotFoundException)
        {
            throw new DllNotFoundException(
                $"TorchSharp's native library '{NativeLoader.FileName}' is in none of these folders: "
                + $"{string.Join(", ", NativeFolders.All())}. {NativeLoader.PackageRemedy}", e);
        }
    }

    private static void Hook(AssemblyLoadContext? context)
    {
        if (context is not null)
            context.ResolvingUnmanagedDll += (_, name) => name == LibraryName ? Library.Value : 0;
    }
}
