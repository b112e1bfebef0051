using System.Text;

namespace LstmForecast.Files;

/// <summary>
/// A file that is either the old one or the new one, whatever interrupts the writing. Who may read it stays as it was, and a
/// symbolic link goes on pointing to it.
/// </summary>
internal static class AtomicFile
{
    /// <summary>Short, whatever the file is called: names have a longest length.</summary>
    private const string Prefix = ".lstm-forecast-";

    private const string Suffix = ".tmp";

    /// <summary>Nobody takes so long from the last byte to the new name.</summary>
    private static readonly TimeSpan Abandoned = TimeSpan.FromMinutes(10);

    private static readonly Lock CleaningLock = new();

    private static readonly HashSet<string> Cleaned = new(StringComparer.Ordinal);

    /// <param name="path">Where to; the folder must be there.</param>
    /// <param name="write">Writes the content.</param>
    /// <param name="mode">Who may do what with a new file, where the system knows such modes; null for its default.</param>
    /// <param name="replacesLink">Whether a symbolic link is replaced, and not what it points to.</param>
    /// <exception cref="IOException">The file cannot be written, for whatever reason.</exception>
    public static void Write(string path, Action<Stream> write, UnixFileMode? mode = null, bool replacesLink = false)
    {
        try
        {
            WriteAll(Target(path, replacesLink), path, write, mode);
        }
        catch (UnauthorizedAccessException problem)
        {
            throw new IOException($"'{path}' cannot be written: {problem.Message}", problem);
        }
    }

    /// <summary>Writes text.</summary>
    /// <param name="path">Where to; the folder must be there.</param>
    /// <param name="write">Writes the content.</param>
    /// <param name="encoding">Null for UTF-8, without a byte order mark.</param>
    public static void WriteText(string path, Action<TextWriter> write, Encoding? encoding = null) => Write(path, stream =>
    {
        using var writer = new StreamWriter(stream, encoding, leaveOpen: true);
        write(writer);
    });

    private static string Target(string path, bool replacesLink)
    {
        string full = Path.GetFullPath(path);
        if (replacesLink || new FileInfo(full).LinkTarget is null) return full;
        return File.ResolveLinkTarget(full, returnFinalTarget: true)!.FullName;
    }

    private static void WriteAll(string full, string path, Action<Stream> write, UnixFileMode? mode)
    {
        string folder = Path.GetDirectoryName(full) ?? full;
        if (!Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException(
                $"'{path}' cannot be written: there is no folder '{folder}'. Create it first.");
        }

        RemoveAbandoned(folder);
        // In the same folder: only within a file system is a rename atomic.
        string temporary = Path.Combine(folder, $"{Prefix}{Guid.NewGuid():N}{Suffix}");
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                UnixFileMode? old = File.Exists(full) ? File.GetUnixFileMode(full) : null;
                if ((mode ?? old) is UnixFileMode own) options.UnixCreateMode = own;
            }

            using (var stream = new FileStream(temporary, options))
            {
                // What is left out of a mode at creation (umask) was the owner's wish once already.
                if (mode is null && options.UnixCreateMode is UnixFileMode kept && !OperatingSystem.IsWindows()) File.SetUnixFileMode(temporary, kept);
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, full, overwrite: true);
            FolderSync.Flush(folder);
        }
        catch
        {
            TryDelete(temporary);
            throw;
        }
    }

    /// <summary>
    /// What killed processes left in a folder, once for each folder. A file that is being written is locked, and is young when
    /// it is not any more.
    /// </summary>
    private static void RemoveAbandoned(string folder)
    {
        lock (CleaningLock)
        {
            if (Cleaned.Count > 1000 || !Cleaned.Add(folder)) return;
        }

        foreach (string left in Directory.GetFiles(folder, $"{Prefix}*{Suffix}"))
        {
            try
            {
                if (DateTime.UtcNow - File.GetLastWriteTimeUtc(left) < Abandoned) continue;
                using (new FileStream(left, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
                {
                    // Nobody has it open.
                }

                File.Delete(left);
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                // Somebody else's, or at work: no reason not to write.
            }
        }
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // The error that brought us here is the one worth reporting.
        }
    }
}
