using System.Runtime.InteropServices;

namespace LstmForecast.Files;

/// <summary>
/// Makes the names in a folder last: after a power cut a file that was renamed has its new name only if the folder was written
/// too. .NET has no call for it; where the system has none either, nothing is done.
/// </summary>
internal static partial class FolderSync
{
    private const int ReadOnly = 0;

    public static void Flush(string folder)
    {
        if (!OperatingSystem.IsLinux() && !OperatingSystem.IsMacOS() && !OperatingSystem.IsFreeBSD()) return;
        int descriptor = Open(folder, ReadOnly);
        if (descriptor < 0) return;
        // Some file systems refuse it; the file itself is safe all the same.
        _ = Sync(descriptor);
        _ = Close(descriptor);
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int Sync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
