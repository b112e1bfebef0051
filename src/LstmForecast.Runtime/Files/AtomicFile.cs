using System.Text;

namespace LstmForecast.Files;

/// <summary>A file that is either the old one or the new one, whatever interrupts the writing.</summary>
internal static class AtomicFile
{
    /// <param name="path">Where to; the folder must be there.</param>
    /// <param name="write">Writes the content.</param>
    /// <param name="mode">Who may do what with the file, where the system knows such modes; null for its default.</param>
    public static void Write(string path, Action<Stream> write, UnixFileMode? mode = null)
    {
        string full = Path.GetFullPath(path);
        string folder = Path.GetDirectoryName(full) ?? full;
        if (!Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException(
                $"'{path}' cannot be written: there is no folder '{folder}'. Create it first.");
        }

        // In the same folder: only within a file system is a rename atomic.
        string temporary = $"{full}.{Guid.NewGuid():N}.tmp";
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (mode is not null && !OperatingSystem.IsWindows()) options.UnixCreateMode = mode;
            using (var stream = new FileStream(temporary, options))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, full, overwrite: true);
        }
        catch
        {
            TryDelete(temporary);
            throw;
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
