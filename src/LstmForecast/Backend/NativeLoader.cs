using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace LstmForecast.Backend;

/// <summary>
/// Loads TorchSharp's native library where the ordinary way has failed. The library asks for a symbol version of
/// GCC 13 (<c>GLIBCXX_3.4.32</c>) that systems such as Debian 12 and Ubuntu 22.04 do not have, but nothing in it uses
/// the one symbol behind it (<c>std::ios_base_library_init</c>, without a relocation in TorchSharp 0.107). So a copy
/// whose version table calls that version weak works there as well.
/// </summary>
internal static partial class NativeLoader
{
    internal const string FileName = "libLibTorchSharp.so";

    private const string TorchFileName = "libtorch.so";
    private const string NewerLibrary = "install a libstdc++ of GCC 13 or newer.";
    private const string CacheRemedy =
        $"Set the environment variable {NativeCache.FolderVariable} to a folder that can be written and that code may "
        + $"be loaded from, or {NewerLibrary}";

    /// <summary>What to do where libtorch itself is not there.</summary>
    internal const string PackageRemedy =
        "Reference the package TorchSharp-cpu in the application, or for a graphics card one of the TorchSharp-cuda packages, "
        + "in the version of TorchSharp.";

    /// <summary>Loads the library, through a mended copy where that is what it takes.</summary>
    /// <returns>The handle, or 0 if the library is in none of the folders it may lie in.</returns>
    /// <exception cref="DllNotFoundException">It is there, and does not load; the message says what to do.</exception>
    internal static nint Load()
    {
        if (NativeFolders.Find(FileName) is not { } original)
            return 0;

        // Once loaded, libtorch is found by name, from whatever folder the library or its copy comes.
        string? torch = NativeFolders.Find(TorchFileName);
        if (torch is not null)
            TryLoad(torch, out _);
        nint handle = TryLoad(original, out string reason);
        if (handle != 0)
            return handle;

        string version = LibstdcxxVersion().Match(reason).Value;
        string remedy = PackageRemedy;
        if (version.Length > 0)
        {
            string cause = $"It asks for {version}, which this system's libstdc++ is too old to have.";
            string copy = Mend(original, version, cause);
            handle = TryLoad(copy, out reason);
            if (handle != 0)
                return handle;
            if (torch is not null)
                remedy = $"{cause} That is why LstmForecast loads a copy that does without it. {CacheRemedy}";
        }

        throw new DllNotFoundException(
            $"TorchSharp's native library '{original}' could not be loaded: {Sentence(reason)} {remedy}");
    }

    /// <summary>Writes a copy that does without the version.</summary>
    /// <returns>The path of the copy.</returns>
    private static string Mend(string original, string version, string cause)
    {
        string error = $"TorchSharp's native library '{original}' cannot be loaded. {cause}";
        string copy = FileName;
        try
        {
            byte[] content = File.ReadAllBytes(original);
            if (ElfVersionTable.IsReferenced(content, version))
                throw new DllNotFoundException($"{error} It calls functions of that version, so {NewerLibrary}");

            string key = NativeCache.KeyFor(content);
            ElfVersionTable.MarkWeak(content, version);
            copy = Path.Combine(NativeCache.Root(), key, FileName);
            NativeCache.Store(copy, content);
            return copy;
        }
        catch (InvalidDataException e)
        {
            throw new DllNotFoundException(
                $"{error} LstmForecast loads a copy that does without it, but cannot make sense of the file: "
                + $"{Sentence(e.Message)} Restore the package TorchSharp, or {NewerLibrary}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DllNotFoundException(
                $"{error} LstmForecast loads a copy that does without it, but could not write that copy to '{copy}': "
                + $"{Sentence(e.Message)} {CacheRemedy}", e);
        }
    }

    private static string Sentence(string message) => message.EndsWith('.') ? message : message + ".";

    private static nint TryLoad(string path, out string reason)
    {
        try
        {
            reason = "";
            return NativeLibrary.Load(path);
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
        {
            // The dynamic loader's own words stand on the last line, after the runtime's hints.
            reason = e.Message.TrimEnd().Split('\n')[^1].Trim();
            return 0;
        }
    }

    [GeneratedRegex(@"\bGLIBCXX_[0-9]+(\.[0-9]+)*")]
    private static partial Regex LibstdcxxVersion();
}
