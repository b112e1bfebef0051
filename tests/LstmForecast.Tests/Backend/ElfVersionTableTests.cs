using LstmForecast.Backend;

namespace LstmForecast.Tests.Backend;

public sealed class ElfVersionTableTests
{
    private const string Wanted = "GLIBCXX_3.4.32";
    private readonly ElfFileBuilder _builder = new ElfFileBuilder()
        .Needs("libc.so.6", "GLIBC_2.4", "GLIBC_2.34")
        .Needs("libstdc++.so.6", "GLIBCXX_3.4", Wanted, "GLIBCXX_3.4.3")
        .Needs("libm.so.6", "GLIBC_2.2.5")
        .Relocates("GLIBC_2.4")
        .Relocates("GLIBCXX_3.4.3");

    [Fact]
    public void MarkWeak_SeveralLibrariesAndVersions_ChangesTheFlagOfThatVersionAlone()
    {
        byte[] original = _builder.Build();
        byte[] file = [.. original];

        int changed = ElfVersionTable.MarkWeak(file, Wanted);

        changed.Should().Be(1);
        byte[] expected = [.. original];
        expected[_builder.FlagsOffsets[("libstdc++.so.6", Wanted)]] = 2;
        file.Should().Equal(expected);
    }

    [Fact]
    public void MarkWeak_OtherFlagsSet_KeepsThem()
    {
        byte[] file = _builder.Build();
        int flags = _builder.FlagsOffsets[("libstdc++.so.6", Wanted)];
        file[flags] = 0x01;
        file[flags + 1] = 0x80;

        ElfVersionTable.MarkWeak(file, Wanted).Should().Be(1);

        file[flags].Should().Be(0x03);
        file[flags + 1].Should().Be(0x80);
    }

    [Fact]
    public void MarkWeak_SecondTime_ChangesNothing()
    {
        byte[] file = _builder.Build();
        ElfVersionTable.MarkWeak(file, Wanted);
        byte[] once = [.. file];

        ElfVersionTable.MarkWeak(file, Wanted).Should().Be(0);

        file.Should().Equal(once);
    }

    [Fact]
    public void MarkWeak_VersionOfTwoLibraries_ChangesBoth()
    {
        byte[] file = new ElfFileBuilder().Needs("a.so", "V_1", "V_2").Needs("b.so", "V_2").Build();

        ElfVersionTable.MarkWeak(file, "V_2").Should().Be(2);
    }

    [Theory]
    [InlineData("GLIBCXX_3.4.33")]
    [InlineData("GLIBCXX_3.4.")]
    [InlineData("libstdc++.so.6")]
    [InlineData("")]
    public void MarkWeak_NoSuchVersion_ChangesNothing(string version)
    {
        byte[] original = _builder.Build();
        byte[] file = [.. original];

        ElfVersionTable.MarkWeak(file, version).Should().Be(0);

        file.Should().Equal(original);
    }

    [Fact]
    public void MarkWeak_NoVersionNeeds_ChangesNothing()
    {
        byte[] file = new ElfFileBuilder().Build();

        ElfVersionTable.MarkWeak(file, Wanted).Should().Be(0);
    }

    [Theory]
    [InlineData(Wanted, false)]
    [InlineData("GLIBCXX_3.4", false)]
    [InlineData("GLIBCXX_3.4.3", true)]
    [InlineData("GLIBC_2.4", true)]
    [InlineData("GLIBC_2.2.5", false)]
    [InlineData("GLIBCXX_9", false)]
    public void IsReferenced_Version_IsTrueWhereARelocationRefersToIt(string version, bool expected) =>
        ElfVersionTable.IsReferenced(_builder.Build(), version).Should().Be(expected);

    [Fact]
    public void MarkWeak_TorchSharpsLibrary_ChangesOneByte()
    {
        if (!SystemLoader.HasLibrary)
            return; // Other platforms have no such file.
        byte[] original = File.ReadAllBytes(SystemLoader.LibraryPath);
        byte[] file = [.. original];

        int changed = ElfVersionTable.MarkWeak(file, Wanted);

        changed.Should().Be(1);
        file.Zip(original).Count(pair => pair.First != pair.Second).Should().Be(1);
    }

    [Fact]
    public void IsReferenced_TorchSharpsLibrary_IsFalseForTheNewestVersionAlone()
    {
        if (!SystemLoader.HasLibrary)
            return; // Other platforms have no such file.
        byte[] file = File.ReadAllBytes(SystemLoader.LibraryPath);

        ElfVersionNeed.ReadAll(file).Select(need => need.Name)
            .Where(name => name.StartsWith("GLIBCXX_", StringComparison.Ordinal))
            .Where(name => !ElfVersionTable.IsReferenced(file, name))
            .Should().Equal(Wanted);
    }
}
