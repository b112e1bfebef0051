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
}
