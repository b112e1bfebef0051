using System.Buffers.Binary;

namespace LstmForecast.Backend;

/// <summary>
/// One section of an ELF64 little-endian file. Every read is checked against the bytes at hand, so that a damaged
/// file ends in an <see cref="InvalidDataException"/> and in nothing else.
/// </summary>
internal readonly record struct ElfSection(uint Type, ulong Offset, ulong Size, uint Link)
{
    private const int HeaderSize = 64;
    private const int SectionHeaderSize = 64;

    /// <summary>Reads the section header table.</summary>
    internal static ElfSection[] ReadAll(ReadOnlySpan<byte> file)
    {
        ReadOnlySpan<byte> header = Part(file, 0, HeaderSize, "the ELF header");
        if (!header[..4].SequenceEqual("\u007fELF"u8))
            throw new InvalidDataException("Not an ELF file: it does not begin with 7F 45 4C 46.");
        if (header[4] != 2)
            throw new InvalidDataException(
                $"Only 64-bit ELF files are supported; the class byte is {header[4]}, not 2.");
        if (header[5] != 1)
            throw new InvalidDataException(
                $"Only little-endian ELF files are supported; the data byte is {header[5]}, not 1.");

        ulong tableOffset = BinaryPrimitives.ReadUInt64LittleEndian(header[0x28..]);
        ushort entrySize = BinaryPrimitives.ReadUInt16LittleEndian(header[0x3A..]);
        ushort count = BinaryPrimitives.ReadUInt16LittleEndian(header[0x3C..]);
        if (count == 0)
            throw new InvalidDataException("The ELF file has no section headers.");
        if (entrySize != SectionHeaderSize)
            throw new InvalidDataException(
                $"Section headers of {SectionHeaderSize} bytes were expected; the ELF file says {entrySize}.");

        ReadOnlySpan<byte> table =
            Part(file, tableOffset, (ulong)count * SectionHeaderSize, "the section header table");
        var sections = new ElfSection[count];
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> entry = table.Slice(i * SectionHeaderSize, SectionHeaderSize);
            sections[i] = new ElfSection(
                Type: BinaryPrimitives.ReadUInt32LittleEndian(entry[4..]),
                Offset: BinaryPrimitives.ReadUInt64LittleEndian(entry[24..]),
                Size: BinaryPrimitives.ReadUInt64LittleEndian(entry[32..]),
                Link: BinaryPrimitives.ReadUInt32LittleEndian(entry[40..]));
        }

        return sections;
    }

    /// <summary>The bytes of this section.</summary>
    internal ReadOnlySpan<byte> Content(ReadOnlySpan<byte> file, string what) => Part(file, Offset, Size, what);

    /// <summary>The section this one points at: the string table of a version table, for instance.</summary>
    internal ElfSection Linked(ElfSection[] sections, string what) => Link < sections.Length
        ? sections[Link]
        : throw new InvalidDataException($"{what} is section {Link} of an ELF file with {sections.Length} sections.");

    /// <summary>A part of <paramref name="bytes"/>, or an error that says what does not fit.</summary>
    internal static ReadOnlySpan<byte> Part(ReadOnlySpan<byte> bytes, ulong offset, ulong length, string what)
    {
        if (offset > (ulong)bytes.Length || length > (ulong)bytes.Length - offset)
            throw new InvalidDataException(
                $"The ELF file is damaged: {what}, {length} bytes at offset {offset}, does not fit into "
                + $"{bytes.Length} bytes.");

        return bytes.Slice((int)offset, (int)length);
    }
}
