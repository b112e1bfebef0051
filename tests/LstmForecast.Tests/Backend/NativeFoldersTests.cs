using LstmForecast.Backend;

namespace LstmForecast.Tests.Backend;

/// <summary>Programs laid out unlike a build does: no list of dependencies, libraries elsewhere or missing.</summary>
public sealed class NativeFoldersTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string App => Directory.CreateDirectory(Path.Combine(_folder.Path, "app")).FullName;

    private string Cache => Path.Combine(_folder.Path, "cache");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task EnsureLoaded_LibrariesBelowRuntimes_TensorsWork()
    {
        if (!SystemLoader.HasLibrary)
            return; // Other platforms leave the search to TorchSharp.
        LayOut("runtimes/linux-x64/native", "*.so*");

        (await HostProcess.RunAsync("load", Cache, App)).Should().Be(new HostProcess(0, "10", ""));
    }

    [Fact]
    public async Task EnsureLoaded_NoLibtorch_NamesThePackage()
    {
        if (!SystemLoader.HasLibrary)
            return; // Other platforms leave the search to TorchSharp.
        LayOut("", NativeLoader.FileName);

        HostProcess run = await HostProcess.RunAsync("load", Cache, App);

        run.ExitCode.Should().Be(1);
        run.Output.Should().BeEmpty("TorchSharp must not begin to copy libtorch");
        run.Error.Should().StartWith(
            $"System.DllNotFoundException: TorchSharp's native library '{Path.Combine(App, NativeLoader.FileName)}' "
            + "could not be loaded: ");
        run.Error.Should().EndWith(NativeLoader.PackageRemedy);
    }

    [Fact]
    public void Find_NoSuchFile_ReturnsNull() => NativeFolders.Find("no-such-library.so").Should().BeNull();

    [Fact]
    public void All_Folders_AreWholeAndDistinct()
    {
        IReadOnlyList<string> folders = NativeFolders.All();

        folders.Should().OnlyHaveUniqueItems().And.OnlyContain(folder => Path.IsPathFullyQualified(folder));
        folders[0].Should().Be(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
    }

    /// <summary>Copies the program without its list of dependencies, and links the native libraries.</summary>
    private void LayOut(string nativeFolder, string natives)
    {
        string configuration = Path.ChangeExtension(HostProcess.FileName, ".runtimeconfig.json");
        string[] program =
            [HostProcess.FileName, configuration, "LstmForecast.dll", "LstmForecast.Runtime.dll", "TorchSharp.dll"];
        foreach (string file in program)
            File.Copy(Path.Combine(AppContext.BaseDirectory, file), Path.Combine(App, file));

        string target = Directory.CreateDirectory(Path.Combine(App, nativeFolder)).FullName;
        foreach (string file in Directory.GetFiles(AppContext.BaseDirectory, natives))
            File.CreateSymbolicLink(Path.Combine(target, Path.GetFileName(file)), file);
    }
}
