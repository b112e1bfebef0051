using System.Globalization;

namespace LstmForecast.Package.Tests;

/// <summary>
/// Packs the libraries into a feed in a folder outside of the repository, once for all tests. The version is new each
/// time, so that no package cache can hold an older one. The build output has a folder of its own as well, for the
/// test run may be building the same projects at this moment; it lies in the repository, as that of a release does,
/// so that the symbols know all files by their paths within it.
/// </summary>
public sealed class PackedLibraries : IDisposable
{
    public PackedLibraries()
    {
        Folder = Directory.CreateTempSubdirectory("lstm-forecast-").FullName;
        Version = string.Create(CultureInfo.InvariantCulture, $"0.1.0-test.{DateTime.UtcNow.Ticks}");
        File.WriteAllText(Path.Combine(Folder, "nuget.config"), $"""
            <configuration>
              <packageSources>
                <add key="packed" value="{Feed}" />
              </packageSources>
            </configuration>
            """);
        foreach (string project in PackageContentTests.Libraries)
        {
            Command.Run(Repository.PathOf(), "dotnet", "pack", Repository.PathOf("src", project), "-c", "Release",
                "--artifacts-path", BuildFolder, $"-p:PackageOutputPath={Feed}",
                $"-p:Version={Version}", "-p:ContinuousIntegrationBuild=true");
        }
    }

    public string Folder { get; }

    public string Feed => Path.Combine(Folder, "feed");

    public string Version { get; }

    private string BuildFolder => Repository.PathOf("artifacts", "package-tests", Version);

    public void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
        Directory.Delete(BuildFolder, recursive: true);
    }

    /// <summary>Builds and runs a sample of this repository, as the README says, in the build folder of the packages.</summary>
    internal void RunSample(string name, params IEnumerable<string> arguments) =>
        Command.Run(Folder, "dotnet",
            ["run", "--project", Repository.PathOf("samples", name), "-c", "Release", "--artifacts-path", BuildFolder, "--", .. arguments]);

    internal PackageFile Open(string id, string extension = "nupkg") =>
        new(Path.Combine(Feed, $"{id}.{Version}.{extension}"));
}

[CollectionDefinition(nameof(PackedLibraries))]
public sealed class PackedLibrariesGroup : ICollectionFixture<PackedLibraries>;
