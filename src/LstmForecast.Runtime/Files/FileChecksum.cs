using System.Text;
using LstmForecast.Numerics;

namespace LstmForecast.Files;

/// <summary>
/// The SHA-256 of a whole file, in which the checksum's own 64 hexadecimal digits are taken for zeros. It finds
/// damage, down to a single bit; it does not prove who wrote the file.
/// </summary>
internal static class FileChecksum
{
    /// <summary>Its name among the metadata.</summary>
    public const string Key = "sha256";

    /// <summary>What stands in its place while it is computed.</summary>
    public static string Blank { get; } = new('0', 2 * Sha256.SizeInBytes);

    /// <summary>Puts it in the place of the blank.</summary>
    public static void Fill(Span<byte> header, ReadOnlySpan<byte> hash) =>
        Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hash)).CopyTo(header[header.IndexOf(Encoding.ASCII.GetBytes(Blank))..]);

    /// <summary>Begins to check a file.</summary>
    /// <param name="header">The header, with its length in front; blanked on return.</param>
    /// <param name="stated">The digits that the header states; null if it states none.</param>
    /// <returns>What takes the data that follow.</returns>
    public static Sha256 Begin(byte[] header, string? stated)
    {
        int place = stated?.Length == Blank.Length ? header.AsSpan().IndexOf(Encoding.UTF8.GetBytes(stated)) : -1;
        if (place < 0) throw new InvalidDataException("it has no checksum, so damage to it could not be told.");
        Encoding.ASCII.GetBytes(Blank).CopyTo(header, place);
        var hash = new Sha256();
        hash.Append(header);
        return hash;
    }

    /// <summary>Ends it.</summary>
    /// <param name="hash">What <see cref="Begin"/> gave, and has taken all data.</param>
    /// <param name="stated">The digits that the header states.</param>
    /// <exception cref="InvalidDataException">The file is not as it was written.</exception>
    public static void End(Sha256 hash, string? stated)
    {
        string found = Convert.ToHexStringLower(hash.Finish());
        if (found != stated)
            throw new InvalidDataException($"it was changed after it was written: its checksum is {found}, and it states {stated}.");
    }
}
