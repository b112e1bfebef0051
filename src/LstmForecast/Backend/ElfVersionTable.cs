using System.Buffers.Binary;

namespace LstmForecast.Backend;

/// <summary>
/// The symbol versions a shared library asks for. The dynamic loader refuses a library when one of them is missing,
/// even where nothing calls the symbol behind it; a version marked weak it lets pass.
/// </summary>
internal static class ElfVersionTable
{
    private const ushort WeakFlag = 0x2;
    private const uint SymbolVersionsType = 0x6fffffff;
    private const uint RelocationsWithAddendType = 4;
    private const uint RelocationsType = 9;
    private const ushort VersionIndexMask = 0x7fff;

    /// <summary>Marks the needs of the version named <paramref name="version"/> as weak.</summary>
    /// <returns>How many flags were changed.</returns>
    /// <exception cref="InvalidDataException">Not ELF64 little-endian, or damaged; it stays as it was.</exception>
    internal static int MarkWeak(Span<byte> file, string version)
    {
        int changed = 0;
        foreach (ElfVersionNeed need in ElfVersionNeed.ReadAll(file))
        {
            Span<byte> flags = file.Slice(need.FlagsOffset, sizeof(ushort));
            ushort before = BinaryPrimitives.ReadUInt16LittleEndian(flags);
            if (need.Name != version || (before & WeakFlag) != 0)
                continue;

            BinaryPrimitives.WriteUInt16LittleEndian(flags, (ushort)(before | WeakFlag));
            changed++;
        }

        return changed;
    }

    /// <summary>
    /// Whether a relocation refers to a symbol of the version. Where none does, nothing of the library ever asks for
    /// such a symbol, and marking the version weak is safe; otherwise the process would die at the first call.
    /// </summary>
    /// <exception cref="InvalidDataException">The file is not ELF64 little-endian, or damaged.</exception>
    internal static bool IsReferenced(ReadOnlySpan<byte> file, string version)
    {
        HashSet<ushort> indexes =
            [.. ElfVersionNeed.ReadAll(file).Where(need => need.Name == version).Select(need => need.Index)];
        ElfSection[] sections = ElfSection.ReadAll(file);
        foreach (ElfSection versions in sections)
        {
            if (versions.Type != SymbolVersionsType)
                continue;

            ReadOnlySpan<byte> symbolVersions = versions.Content(file, "the symbol versions");
            foreach (ElfSection relocations in sections)
            {
                int entrySize = relocations.Type switch
                {
                    RelocationsWithAddendType => 24,
                    RelocationsType => 16,
                    _ => 0,
                };
                if (entrySize > 0 && relocations.Link == versions.Link
                    && RefersTo(relocations.Content(file, "the relocations"), entrySize, symbolVersions, indexes))
                    return true;
            }
        }

        return false;
    }

    private static bool RefersTo(
        ReadOnlySpan<byte> relocations, int entrySize, ReadOnlySpan<byte> symbolVersions, HashSet<ushort> indexes)
    {
        for (int at = 0; at < relocations.Length; at += entrySize)
        {
            ReadOnlySpan<byte> entry = ElfSection.Part(relocations, (ulong)at, (ulong)entrySize, "a relocation");
            ulong symbol = BinaryPrimitives.ReadUInt64LittleEndian(entry[8..]) >> 32;
            ReadOnlySpan<byte> version =
                ElfSection.Part(symbolVersions, symbol * sizeof(ushort), sizeof(ushort), "the version of a symbol");
            if (indexes.Contains((ushort)(BinaryPrimitives.ReadUInt16LittleEndian(version) & VersionIndexMask)))
                return true;
        }

        return false;
    }
}
