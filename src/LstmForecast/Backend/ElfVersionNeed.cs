using System.Buffers.Binary;
using System.Text;

namespace LstmForecast.Backend;

/// <summary>One symbol version a library asks of another one (<c>Elf64_Vernaux</c>).</summary>
/// <param name="Name">The version, such as <c>GLIBCXX_3.4.32</c>.</param>
/// <param name="Index">The number under which the library's symbols refer to the version.</param>
/// <param name="FlagsOffset">Where in the file the two bytes of flags are.</param>
internal readonly record struct ElfVersionNeed(string Name, ushort Index, int FlagsOffset)
{
    private const uint VersionNeedsType = 0x6ffffffe;
    private const int RecordSize = 16;

    /// <summary>Reads every version need of the file.</summary>
    internal static List<ElfVersionNeed> ReadAll(ReadOnlySpan<byte> file)
    {
        var needs = new List<ElfVersionNeed>();
        ElfSection[] sections = ElfSection.ReadAll(file);
        foreach (ElfSection section in sections)
        {
            if (section.Type != VersionNeedsType)
                continue;

            ReadOnlySpan<byte> names = section
                .Linked(sections, "The string table of the version needs")
                .Content(file, "the string table of the version needs");
            ReadSection(section.Content(file, "the version needs"), names, (int)section.Offset, needs);
        }

        return needs;
    }

    private static void ReadSection(
        ReadOnlySpan<byte> table, ReadOnlySpan<byte> names, int tableOffset, List<ElfVersionNeed> needs)
    {
        // Records never share bytes, so a table that claims more of them than fit would make the walk needlessly long.
        int allowed = needs.Count + table.Length / RecordSize;
        uint next;
        for (ulong at = 0; table.Length > 0; at += next)
        {
            ReadOnlySpan<byte> library = ElfSection.Part(table, at, RecordSize, "a version need");
            int count = BinaryPrimitives.ReadUInt16LittleEndian(library[2..]);
            ulong versionAt = at + BinaryPrimitives.ReadUInt32LittleEndian(library[8..]);
            for (int i = 0; i < count; i++)
            {
                ReadOnlySpan<byte> version =
                    ElfSection.Part(table, versionAt, RecordSize, "a version of a version need");
                if (needs.Count == allowed)
                    throw new InvalidDataException("The ELF file is damaged: its version needs overlap.");

                needs.Add(new ElfVersionNeed(
                    NameAt(names, BinaryPrimitives.ReadUInt32LittleEndian(version[8..])),
                    BinaryPrimitives.ReadUInt16LittleEndian(version[6..]),
                    tableOffset + (int)versionAt + 4));
                uint step = BinaryPrimitives.ReadUInt32LittleEndian(version[12..]);
                if (i + 1 < count)
                    CheckStep(step);
                versionAt += step;
            }

            next = BinaryPrimitives.ReadUInt32LittleEndian(library[12..]);
            if (next == 0)
                return;
            CheckStep(next);
        }
    }

    /// <summary>Links lead forward by a whole record at least: that keeps the walk from running in circles.</summary>
    private static void CheckStep(uint step)
    {
        if (step < RecordSize)
            throw new InvalidDataException(
                $"The ELF file is damaged: a version need is followed by another one {step} bytes on; {RecordSize} are "
                + "the least.");
    }

    private static string NameAt(ReadOnlySpan<byte> names, uint offset)
    {
        ReadOnlySpan<byte> rest = offset < names.Length ? names[(int)offset..] : [];
        int end = rest.IndexOf((byte)0);
        return end >= 0
            ? Encoding.UTF8.GetString(rest[..end])
            : throw new InvalidDataException(
                $"The ELF file is damaged: no name ends within its string table of {names.Length} bytes from offset "
                + $"{offset} on.");
    }
}
