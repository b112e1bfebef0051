using System.Buffers.Binary;
using CsCheck;
using LstmForecast.Backend;

namespace LstmForecast.Tests.Backend;

public sealed class ElfVersionTableDamageTests
{
    private const string Wanted = "GLIBCXX_3.4.32";
    private readonly ElfFileBuilder _builder = new ElfFileBuilder()
        .Needs("libc.so.6", "GLIBC_2.4", "GLIBC_2.34")
        .Needs("libstdc++.so.6", "GLIBCXX_3.4", Wanted)
        .Relocates("GLIBC_2.4");

    [Fact]
    public void MarkWeak_TruncatedAnywhere_ThrowsInvalidData()
    {
        byte[] file = _builder.Build();

        for (int length = 0; length < file.Length; length++)
        {
            byte[] part = file[..length];
            Action act = () => ElfVersionTable.MarkWeak(part, Wanted);
            act.Should().Throw<InvalidDataException>($"{length} of {file.Length} bytes are no whole file");
        }
    }

    [Fact]
    public void MarkWeak_AnyBytesChanged_WorksOrThrowsInvalidData()
    {
        byte[] file = _builder.Build();
        var changes = Gen.Select(Gen.Int[0, file.Length - 1], Gen.Byte).Array[1, 8];

        changes.Sample(pairs =>
        {
            byte[] damaged = [.. file];
            foreach ((int at, byte value) in pairs)
                damaged[at] = value;
            WorksOrThrowsInvalidData(damaged);
        });
    }

    [Theory]
    [InlineData(0xFFFFFFFFu)]
    [InlineData(0x7FFFFFFFu)]
    [InlineData(0x80000000u)]
    [InlineData(1u)]
    public void MarkWeak_AnyFieldExtreme_WorksOrThrowsInvalidData(uint value)
    {
        byte[] file = _builder.Build();

        for (int at = 0; at + 4 <= file.Length; at++)
        {
            byte[] damaged = [.. file];
            BinaryPrimitives.WriteUInt32LittleEndian(damaged.AsSpan(at), value);
            WorksOrThrowsInvalidData(damaged);
        }
    }

    [Theory]
    [InlineData(-48)]
    [InlineData(-1)]
    [InlineData(8)]
    public void MarkWeak_LibraryLeadsBackOrIntoItself_ThrowsInvalidData(int next)
    {
        byte[] file = _builder.Build();
        int second = _builder.NeedsOffset + 3 * ElfFileBuilder.RecordSize;
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(second + 12), next);

        MarkWeak(file).Should().Throw<InvalidDataException>();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-16)]
    [InlineData(8)]
    public void MarkWeak_VersionLeadsBackOrIntoItself_ThrowsInvalidData(int next)
    {
        byte[] file = _builder.Build();
        int firstVersion = _builder.NeedsOffset + ElfFileBuilder.RecordSize;
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(firstVersion + 12), next);

        MarkWeak(file).Should().Throw<InvalidDataException>();
    }

    [Fact]
    public void MarkWeak_LibrariesShareTheirVersions_ThrowsInvalidData()
    {
        var builder = new ElfFileBuilder()
            .Needs("a.so", "V_1")
            .Needs("b.so", "V_2")
            .Needs("c.so", "V_3", "V_4", "V_5", "V_6");
        byte[] file = builder.Build();
        int firstShared = builder.FlagsOffsets[("c.so", "V_3")] - 4;
        for (int library = 0; library < 2; library++)
        {
            int at = builder.NeedsOffset + library * 2 * ElfFileBuilder.RecordSize;
            BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(at + 2), 4);
            BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(at + 8), firstShared - at);
        }

        MarkWeak(file).Should().Throw<InvalidDataException>().WithMessage("*overlap.");
    }

    [Fact]
    public void MarkWeak_DamageBehindTheWantedVersion_LeavesTheFileAsItWas()
    {
        ElfFileBuilder builder = new ElfFileBuilder().Needs("a.so", Wanted).Needs("b.so", "V_1");
        byte[] file = builder.Build();
        file[builder.FlagsOffsets[("b.so", "V_1")] + 4 + 3] = 0x7F;
        byte[] before = [.. file];

        MarkWeak(file).Should().Throw<InvalidDataException>().WithMessage("*no name*");

        file.Should().Equal(before);
    }

    [Theory]
    [InlineData(0, 0x00, "Not an ELF file*")]
    [InlineData(4, 1, "Only 64-bit ELF files are supported; the class byte is 1, not 2.")]
    [InlineData(5, 2, "Only little-endian ELF files are supported; the data byte is 2, not 1.")]
    [InlineData(ElfFileBuilder.SectionHeaderSizeField, 40, "Section headers of 64 bytes*40.")]
    [InlineData(ElfFileBuilder.SectionCountField, 0, "*no section headers.")]
    public void MarkWeak_OtherKindOfFile_SaysWhatWasFound(int at, byte value, string message)
    {
        byte[] file = _builder.Build();
        file[at] = value;

        MarkWeak(file).Should().Throw<InvalidDataException>().WithMessage(message);
    }

    private static Action MarkWeak(byte[] file) => () => ElfVersionTable.MarkWeak(file, Wanted);

    private static void WorksOrThrowsInvalidData(byte[] file)
    {
        try
        {
            ElfVersionTable.IsReferenced(file, Wanted);
            ElfVersionTable.MarkWeak(file, Wanted);
        }
        catch (InvalidDataException)
        {
        }
    }
}
