using LstmForecast.Backend;

namespace LstmForecast.Tests.Backend;

/// <summary>In processes of their own: a native library can be loaded only once in a process.</summary>
public sealed class NativeBackendTests : IDisposable
{
    private static readonly HostProcess Worked = new(0, "10", "");
    private readonly TemporaryFolder _folder = new();

    private string Cache => Path.Combine(_folder.Path, "cache");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task EnsureLoaded_FirstUse_TensorsWork() =>
        (await HostProcess.RunAsync("load", Cache)).Should().Be(Worked);

    [Fact]
    public async Task Register_TorchSharpTouchedBeforeEnsureLoaded_TensorsWork() =>
        (await HostProcess.RunAsync("load-torch-first", Cache)).Should().Be(Worked);

    [Fact]
    public async Task EnsureLoaded_InALoadContextOfItsOwn_TensorsWork() =>
        (await HostProcess.RunAsync("load-isolated", Cache)).Should().Be(Worked);

    [Fact]
    public void EnsureLoaded_ManyThreadsAndTimes_IsHarmless()
    {
        Parallel.For(0, 64, _ => NativeBackend.EnsureLoaded());

        using TorchSharp.torch.Tensor one = TorchSharp.torch.ones(1);
        one.item<float>().Should().Be(1);
    }

    [Fact]
    public async Task EnsureLoaded_SecondProcess_UsesTheCopyOfTheFirst()
    {
        if (!SystemLoader.NeedsMending)
            return; // No copy is made here.
        await HostProcess.RunAsync("load", Cache);
        string copy = Copies().Should().ContainSingle().Subject;
        var longAgo = new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(copy, longAgo);

        (await HostProcess.RunAsync("load", Cache)).Should().Be(Worked);

        Copies().Should().Equal(copy);
        File.GetLastWriteTimeUtc(copy).Should().Be(longAgo);
    }

    [Fact]
    public async Task EnsureLoaded_TwoProcessesAtOnce_BothSucceedAndLeaveOneFile()
    {
        HostProcess[] both =
            await Task.WhenAll(HostProcess.RunAsync("load", Cache), HostProcess.RunAsync("load", Cache));

        both.Should().AllBeEquivalentTo(Worked);
        if (SystemLoader.NeedsMending)
            (await File.ReadAllBytesAsync(Copies().Should().ContainSingle().Subject)).Should().Equal(Mended());
    }

    [Fact]
    public async Task EnsureLoaded_DamagedCopy_ReplacesIt()
    {
        if (!SystemLoader.NeedsMending)
            return; // No copy is made here.
        await HostProcess.RunAsync("load", Cache);
        string copy = Copies().Single();
        byte[] damaged = Mended();
        damaged[damaged.Length / 2] ^= 0xFF;
        await File.WriteAllBytesAsync(copy, damaged);

        (await HostProcess.RunAsync("load", Cache)).Should().Be(Worked);

        (await File.ReadAllBytesAsync(copy)).Should().Equal(Mended());
    }

    [Fact]
    public async Task EnsureLoaded_CacheCannotBeWritten_SaysWhyAndWhatToDo()
    {
        if (!SystemLoader.NeedsMending)
            return; // No copy is made here.
        string file = Path.Combine(_folder.Path, "file");
        await File.WriteAllTextAsync(file, "");
        string copy = Path.Combine(
            file, NativeCache.KeyFor(await File.ReadAllBytesAsync(SystemLoader.LibraryPath)), NativeLoader.FileName);

        HostProcess run = await HostProcess.RunAsync("load", file);

        run.ExitCode.Should().Be(1);
        run.Output.Should().BeEmpty("TorchSharp must not begin to copy libtorch");
        run.Error.Should().Match(
            $"System.DllNotFoundException: TorchSharp's native library '{SystemLoader.LibraryPath}' cannot be loaded. "
            + "It asks for GLIBCXX_3.4.32, which this system's libstdc++ is too old to have. LstmForecast loads a copy "
            + $"that does without it, but could not write that copy to '{copy}': *. Set the environment variable "
            + "LSTMFORECAST_NATIVE_CACHE to a folder that can be written and that code may be loaded from, or install "
            + "a libstdc++ of GCC 13 or newer.");
    }

    private string[] Copies() => Directory.GetFiles(Cache, "*", SearchOption.AllDirectories);

    private static byte[] Mended()
    {
        byte[] content = File.ReadAllBytes(SystemLoader.LibraryPath);
        ElfVersionTable.MarkWeak(content, "GLIBCXX_3.4.32");
        return content;
    }
}
