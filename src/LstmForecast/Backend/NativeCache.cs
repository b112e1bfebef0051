using System.Security.Cryptography;
using LstmForecast.Files;

namespace LstmForecast.Backend;

/// <summary>
/// The user's private folder for mended copies of native libraries. A copy is checked byte by byte before each use:
/// what lies there is loaded as code.
/// </summary>
internal static class NativeCache
{
    /// <summary>The environment variable that names another folder.</summary>
    internal const string FolderVariable = "LSTMFORECAST_NATIVE_CACHE";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>The cache folder the environment asks for; nothing is created.</summary>
    /// <exception cref="IOException">The user has no home folder.</exception>
    internal static string Root()
    {
        string? asked = Environment.GetEnvironmentVariable(FolderVariable);
        if (!string.IsNullOrWhiteSpace(asked))
            return Path.GetFullPath(asked);

        // The XDG base directory specification says to ignore a relative path.
        string? caches = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
        if (!Path.IsPathRooted(caches))
        {
            string home = Environment.GetFolderPath(
                Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify);
            if (!Path.IsPathRooted(home))
                throw new IOException("The user has no home folder (HOME and XDG_CACHE_HOME are not set).");
            caches = Path.Combine(home, ".cache");
        }

        return Path.Combine(caches, "lstmforecast", "native");
    }

    /// <summary>A folder name for each original, so that versions of TorchSharp do not collide.</summary>
    internal static string KeyFor(ReadOnlySpan<byte> original) =>
        Convert.ToHexStringLower(SHA256.HashData(original))[..16];

    /// <summary>Makes sure that <paramref name="path"/> holds exactly <paramref name="content"/>.</summary>
    /// <exception cref="IOException">
    /// The folder or the file cannot be written, or other users could change it after it was checked.
    /// </exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    internal static void Store(string path, ReadOnlySpan<byte> content)
    {
        string folder = Path.GetDirectoryName(path)!;
        if (OperatingSystem.IsLinux())
            FolderTrust.ThrowIfOthersCanChange(folder);
        if (Holds(path, content))
            return;

        CreateFolder(folder);

        // Another process sees the old file or the new one, and one that has the old file loaded keeps it.
        byte[] bytes = content.ToArray();
        AtomicFile.Write(path, stream => stream.Write(bytes), OwnerOnly, replacesLink: true);
    }

    private static bool Holds(string path, ReadOnlySpan<byte> content)
    {
        try
        {
            return new FileInfo(path) is { Exists: true } file && file.Length == content.Length
                && (!OperatingSystem.IsLinux() || FolderTrust.IsOwn(path))
                && content.SequenceEqual(File.ReadAllBytes(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>One by one: given a whole path, the runtime applies the mode to the last folder alone.</summary>
    private static void CreateFolder(string folder)
    {
        if (Directory.Exists(folder))
            return;
        if (Path.GetDirectoryName(folder) is { } parent)
            CreateFolder(parent);
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, OwnerOnly);
    }
}
