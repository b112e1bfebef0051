using System.Text;

namespace LstmForecast.Tests.Backend;

/// <summary>
/// Writes the smallest ELF64 file with a version table: names, version needs, one symbol for each version, the
/// versions of the symbols, relocations, and the section headers at the end, where linkers put them.
/// </summary>
internal sealed class ElfFileBuilder
{
    internal const int SectionHeadersOffsetField = 0x28;
    internal const int SectionHeaderSizeField = 0x3A;
    internal const int SectionCountField = 0x3C;
    internal const int HeaderSize = 64;
    internal const int RecordSize = 16;

    private readonly List<(string Library, string[] Versions)> _needs = [];
    private readonly List<string> _relocated = [];

    /// <summary>Where the version needs begin in the file last built.</summary>
    internal int NeedsOffset { get; private set; }

    /// <summary>Where the flags of each version are in the file last built.</summary>
    internal Dictionary<(string Library, string Version), int> FlagsOffsets { get; } = [];

    internal ElfFileBuilder Needs(string library, params string[] versions)
    {
        _needs.Add((library, versions));
        return this;
    }

    /// <summary>Adds a relocation that refers to the symbol of the version.</summary>
    internal ElfFileBuilder Relocates(string version)
    {
        _relocated.Add(version);
        return this;
    }

    internal byte[] Build()
    {
        byte[] names = [0, .. _needs.SelectMany(n => n.Versions.Prepend(n.Library)).SelectMany(Terminated)];
        NeedsOffset = HeaderSize + names.Length;
        string[] versions = [.. _needs.SelectMany(n => n.Versions)];

        byte[] needs = NeedsTable(names);
        byte[] symbols = new byte[24 * (versions.Length + 1)];
        byte[] symbolVersions = Bytes(w =>
        {
            w.Write((ushort)0);
            for (int i = 0; i < versions.Length; i++)
                w.Write((ushort)(2 + i));
        });
        byte[] relocations = Bytes(w =>
        {
            foreach (string version in _relocated)
            {
                w.Write(0UL);
                w.Write((ulong)(1 + Array.IndexOf(versions, version)) << 32);
                w.Write(0UL);
            }
        });

        return Assemble(
            (0, [], 0),
            (3, names, 0),
            (0x6ffffffe, needs, 1),
            (11, symbols, 1),
            (0x6fffffff, symbolVersions, 3),
            (4, relocations, 3));
    }

    private byte[] NeedsTable(byte[] names) => Bytes(w =>
    {
        ushort index = 2;
        foreach ((string library, string[] versions) in _needs)
        {
            bool last = library == _needs[^1].Library;
            w.Write((ushort)1);
            w.Write((ushort)versions.Length);
            w.Write(NameOffset(names, library));
            w.Write(RecordSize);
            w.Write(last ? 0 : RecordSize * (1 + versions.Length));
            foreach (string version in versions)
            {
                FlagsOffsets[(library, version)] = NeedsOffset + (int)w.BaseStream.Position + 4;
                w.Write(0xCAFEu);
                w.Write((ushort)0);
                w.Write(index++);
                w.Write(NameOffset(names, version));
                w.Write(version == versions[^1] ? 0 : RecordSize);
            }
        }
    });

    private static byte[] Assemble(params (uint Type, byte[] Content, uint Link)[] sections) => Bytes(w =>
    {
        w.Write([0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1, 0]);
        w.Write(new byte[SectionHeadersOffsetField - 8]);
        w.Write((ulong)(HeaderSize + sections.Sum(s => s.Content.Length)));
        w.Write(new byte[SectionHeaderSizeField - SectionHeadersOffsetField - 8]);
        w.Write((ushort)64);
        w.Write((ushort)sections.Length);
        w.Write((ushort)0);
        foreach ((_, byte[] content, _) in sections)
            w.Write(content);

        long offset = HeaderSize;
        foreach ((uint type, byte[] content, uint link) in sections)
        {
            w.Write(0u);
            w.Write(type);
            w.Write(0L);
            w.Write(0L);
            w.Write(offset);
            w.Write((long)content.Length);
            w.Write(link);
            w.Write(new byte[20]);
            offset += content.Length;
        }
    });

    private static int NameOffset(byte[] names, string name) =>
        names.AsSpan().IndexOf((byte[])[0, .. Terminated(name)]) + 1;

    private static byte[] Terminated(string name) => [.. Encoding.ASCII.GetBytes(name), 0];

    private static byte[] Bytes(Action<BinaryWriter> write)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        write(writer);
        writer.Flush();
        return stream.ToArray();
    }
}
