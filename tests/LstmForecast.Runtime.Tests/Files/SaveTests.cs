using LstmForecast.Files;

namespace LstmForecast.Runtime.Tests.Files;

public sealed class SaveTests
{
    [Fact]
    public void Save_NewPath_WritesThatFileAlone()
    {
        using var folder = new TemporaryFolder();

        SampleModels.Small().Save(folder.File("a.lstm"));

        folder.Names().Should().Equal("a.lstm");
        File.ReadAllBytes(folder.File("a.lstm")).Should().Equal(HandMadeFile.Bytes(SampleModels.Small()));
        TrainedForecaster.Load(folder.File("a.lstm")).Channels.Should().HaveCount(2);
    }

    [Fact]
    public void Save_OldFile_IsReplacedEvenIfLonger()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("a.lstm"), new byte[100_000]);

        SampleModels.Small().Save(folder.File("a.lstm"));

        folder.Names().Should().Equal("a.lstm");
        File.ReadAllBytes(folder.File("a.lstm")).Should().Equal(HandMadeFile.Bytes(SampleModels.Small()));
    }

    [Fact]
    public void Write_FailsInTheMiddle_LeavesTheOldFileAndNothingElse()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("a.lstm");
        File.WriteAllText(path, "old");
        Action write = () => AtomicFile.Write(path, stream =>
        {
            stream.Write(new byte[10_000]);
            stream.Flush();
            throw new IOException("disk full");
        });

        write.Should().Throw<IOException>().WithMessage("disk full");

        File.ReadAllText(path).Should().Be("old");
        folder.Names().Should().Equal("a.lstm");
    }

    /// <summary>What a process that is killed while it writes leaves behind under the file's name.</summary>
    [Fact]
    public void Write_NotYetFinished_LeavesTheOldFileToBeRead()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("a.lstm");
        File.WriteAllText(path, "old");
        string? seen = null;

        AtomicFile.Write(path, stream =>
        {
            stream.Write(new byte[10_000]);
            stream.Flush();
            seen = File.ReadAllText(path);
        });

        seen.Should().Be("old");
        new FileInfo(path).Length.Should().Be(10_000);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(2000)]
    public void Save_StreamThatFails_PassesTheErrorOn(int room)
    {
        using var full = new FullStream(room);
        Action save = () => SampleModels.Small().Save(full);

        save.Should().Throw<IOException>().WithMessage("No space left*");
    }

    [Fact]
    public void Save_NoSuchFolder_NamesThePathAndTheFolder()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File(Path.Combine("missing", "a.lstm"));
        Action save = () => SampleModels.Small().Save(path);

        save.Should().Throw<DirectoryNotFoundException>()
            .WithMessage($"'{path}' cannot be written: there is no folder '{folder.File("missing")}'*");
        folder.Names().Should().BeEmpty();
    }

    [Fact]
    public void Save_PathIsAFolder_LeavesNothingBehind()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("a.lstm"));
        Action save = () => SampleModels.Small().Save(folder.File("a.lstm"));

        save.Should().Throw<Exception>().Which.Should().Match(problem =>
            problem is IOException || problem is UnauthorizedAccessException);
        folder.Names().Should().Equal("a.lstm");
    }

    [Fact]
    public void Load_NoSuchFile_Throws()
    {
        using var folder = new TemporaryFolder();
        Action load = () => TrainedForecaster.Load(folder.File("a.lstm"));

        load.Should().Throw<FileNotFoundException>().WithMessage("*a.lstm*");
    }

    private sealed class FullStream(int room) : MemoryStream
    {
        // A class derived from MemoryStream gets the spans here, too.
        public override void Write(byte[] buffer, int offset, int count)
        {
            if (Length + count > room) throw new IOException("No space left on device");
            base.Write(buffer, offset, count);
        }
    }

    [Fact]
    public void Save_OldFileIsPrivate_StaysSo()
    {
        if (OperatingSystem.IsWindows()) return;
        using var folder = new TemporaryFolder();
        string path = folder.File("a.lstm");
        foreach (UnixFileMode mode in (UnixFileMode[])[
            UnixFileMode.UserRead | UnixFileMode.UserWrite,
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite])
        {
            File.WriteAllText(path, "old");
            File.SetUnixFileMode(path, mode);

            SampleModels.Small().Save(path);

            File.GetUnixFileMode(path).Should().Be(mode);
        }
    }

    [Fact]
    public void Save_SymbolicLink_IsFollowed()
    {
        if (OperatingSystem.IsWindows()) return;
        using var folder = new TemporaryFolder();
        string target = folder.File("v3.lstm");
        File.WriteAllText(target, "old");
        File.CreateSymbolicLink(folder.File("latest.lstm"), "v3.lstm");
        File.CreateSymbolicLink(folder.File("current.lstm"), "latest.lstm");

        SampleModels.Small().Save(folder.File("current.lstm"));

        new FileInfo(folder.File("current.lstm")).LinkTarget.Should().Be("latest.lstm");
        TrainedForecaster.Load(target).Channels.Should().HaveCount(2);
        folder.Names().Should().BeEquivalentTo("current.lstm", "latest.lstm", "v3.lstm");
    }

    [Fact]
    public void Save_LongestName_IsWritten()
    {
        using var folder = new TemporaryFolder();
        string name = new string('a', 250) + ".lstm";

        SampleModels.Small().Save(folder.File(name));

        folder.Names().Should().Equal(name);
    }

    [Fact]
    public void Save_LeftoversOfKilledProcesses_AreRemovedAndNothingElse()
    {
        using var folder = new TemporaryFolder();
        string[] kept = [".lstm-forecast-young.tmp", "other.tmp", ".lstm-forecast-open.tmp"];
        foreach (string name in (string[])[.. kept, ".lstm-forecast-old.tmp"])
        {
            File.WriteAllText(folder.File(name), "half");
            if (!name.Contains("young", StringComparison.Ordinal)) File.SetLastWriteTimeUtc(folder.File(name), DateTime.UtcNow.AddHours(-1));
        }

        using (new FileStream(folder.File(".lstm-forecast-open.tmp"), FileMode.Open, FileAccess.Write, FileShare.None))
        {
            SampleModels.Small().Save(folder.File("a.lstm"));
        }

        folder.Names().Should().BeEquivalentTo([.. kept, "a.lstm"]);
    }

    [Fact]
    public void Save_FolderThatMayNotBeWritten_IsAnIOException()
    {
        // Root may write anywhere.
        if (OperatingSystem.IsWindows() || Environment.UserName == "root") return;
        using var folder = new TemporaryFolder();
        File.SetUnixFileMode(Path.GetDirectoryName(folder.File("a"))!, UnixFileMode.UserRead | UnixFileMode.UserExecute);

        FluentActions.Invoking(() => SampleModels.Small().Save(folder.File("a.lstm"))).Should().Throw<IOException>();
    }
}
