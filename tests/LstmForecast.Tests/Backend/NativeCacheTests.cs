using LstmForecast.Backend;

namespace LstmForecast.Tests.Backend;

public sealed class NativeCacheTests : IDisposable
{
    private static readonly byte[] Content = [.. Enumerable.Range(0, 5000).Select(i => (byte)i)];
    private readonly TemporaryFolder _folder = new();

    private string FilePath => Path.Combine(_folder.Path, "deep", "key", "lib.so");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Store_NothingThere_WritesForTheOwnerAlone()
    {
        NativeCache.Store(FilePath, Content);

        File.ReadAllBytes(FilePath).Should().Equal(Content);
        if (OperatingSystem.IsWindows())
            return;
        const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        File.GetUnixFileMode(Path.Combine(_folder.Path, "deep")).Should().Be(owner);
        File.GetUnixFileMode(Path.Combine(_folder.Path, "deep", "key")).Should().Be(owner);
        File.GetUnixFileMode(FilePath).Should().Be(owner);
    }

    [Fact]
    public void Store_SameContentThere_DoesNotWrite()
    {
        NativeCache.Store(FilePath, Content);
        var longAgo = new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(FilePath, longAgo);

        NativeCache.Store(FilePath, Content);

        File.GetLastWriteTimeUtc(FilePath).Should().Be(longAgo);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4999)]
    [InlineData(5001)]
    public void Store_FileOfOtherLengthThere_ReplacesIt(int length)
    {
        NativeCache.Store(FilePath, Content);
        File.WriteAllBytes(FilePath, [.. Content.Concat(Content).Take(length)]);

        NativeCache.Store(FilePath, Content);

        File.ReadAllBytes(FilePath).Should().Equal(Content);
    }

    [Fact]
    public void Store_OneByteOtherwise_ReplacesIt()
    {
        byte[] other = [.. Content];
        other[^1] ^= 1;
        NativeCache.Store(FilePath, other);

        NativeCache.Store(FilePath, Content);

        File.ReadAllBytes(FilePath).Should().Equal(Content);
    }

    [Fact]
    public void Store_ManyAtOnce_LeavesOneWholeFile()
    {
        Parallel.For(0, 32, _ => NativeCache.Store(FilePath, Content));

        File.ReadAllBytes(FilePath).Should().Equal(Content);
        Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories).Should().Equal(FilePath);
    }

    [Fact]
    public void Store_FileInPlaceOfTheFolder_ThrowsIOException()
    {
        File.WriteAllText(Path.Combine(_folder.Path, "deep"), "");

        Action act = () => NativeCache.Store(FilePath, Content);

        act.Should().Throw<IOException>();
    }

    [Fact]
    public void Store_FolderInPlaceOfTheFile_ThrowsAndLeavesNothingBehind()
    {
        Directory.CreateDirectory(FilePath);

        Action act = () => NativeCache.Store(FilePath, Content);

        act.Should().Throw<Exception>().Which.Should().Match(e => e is IOException || e is UnauthorizedAccessException);
        Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories).Should().BeEmpty();
    }

    [Fact]
    public void KeyFor_Content_IsTheBeginningOfItsSha256() =>
        NativeCache.KeyFor("abc"u8).Should().Be("ba7816bf8f01cfea");

    [Theory]
    [InlineData("")]
    [InlineData("deep")]
    [InlineData("deep/key")]
    public void Store_FolderThatOthersMayWrite_IsRefused(string open)
    {
        if (!OperatingSystem.IsLinux()) return;
        NativeCache.Store(FilePath, Content);
        string folder = Path.Combine(_folder.Path, open);
        UnixFileMode mode = File.GetUnixFileMode(folder);
        foreach (UnixFileMode others in (UnixFileMode[])[UnixFileMode.GroupWrite, UnixFileMode.OtherWrite])
        {
            File.SetUnixFileMode(folder, mode | others);
            FluentActions.Invoking(() => NativeCache.Store(FilePath, Content)).Should().Throw<IOException>()
                .WithMessage($"The folder '{folder.TrimEnd('/')}' may be written by other users, who could put their own code there.");
        }

        File.SetUnixFileMode(folder, mode | UnixFileMode.OtherWrite | UnixFileMode.StickyBit);
        NativeCache.Store(FilePath, Content);
    }

    [Fact]
    public void Store_LinkToAFolderThatOthersMayWrite_IsRefused()
    {
        if (!OperatingSystem.IsLinux()) return;
        string target = Directory.CreateDirectory(Path.Combine(_folder.Path, "open", "within")).FullName;
        Directory.CreateSymbolicLink(Path.Combine(_folder.Path, "deep"), target);
        File.SetUnixFileMode(Path.Combine(_folder.Path, "open"), (UnixFileMode)0b111_111_111);

        FluentActions.Invoking(() => NativeCache.Store(FilePath, Content)).Should().Throw<IOException>().WithMessage("*open' may be written*");
    }

    [Fact]
    public void Store_FolderOrFileOfAnotherUser_IsNotUsed()
    {
        // Only root can give files away.
        if (!OperatingSystem.IsLinux() || Environment.UserName != "root") return;
        NativeCache.Store(FilePath, Content);
        Own("65534", FilePath);

        NativeCache.Store(FilePath, Content);
        FolderTrust.IsOwn(FilePath).Should().BeTrue("it was written anew");

        Own("65534", Path.Combine(_folder.Path, "deep"));
        FluentActions.Invoking(() => NativeCache.Store(FilePath, Content)).Should().Throw<IOException>()
            .WithMessage("*deep' belongs to another user (65534)*");
        Own("0", Path.Combine(_folder.Path, "deep"));

        static void Own(string user, string path)
        {
            using var chown = System.Diagnostics.Process.Start("chown", [user, path]);
            chown.WaitForExit();
        }
    }
}
