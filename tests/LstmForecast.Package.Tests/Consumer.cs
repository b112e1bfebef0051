using System.Text.Json;

namespace LstmForecast.Package.Tests;

/// <summary>A program outside of the repository that knows the libraries as packages alone.</summary>
internal sealed class Consumer
{
    private readonly string _folder;
    private readonly string _name;

    /// <param name="packed">The packages.</param>
    /// <param name="name">The program's folder below Consumers.</param>
    /// <param name="properties">What its build is told beside the versions, such as <c>-p:Name=value</c>.</param>
    public Consumer(PackedLibraries packed, string name, params string[] properties)
    {
        _name = name;
        _folder = Path.Combine(packed.Folder, "consumers", name);
        CopySources(Path.Combine(packed.Folder, "consumers"));
        // A package folder of its own keeps test versions out of the user's; what that has already, libtorch
        // above all, is used from there.
        Command.Run(_folder, "dotnet", [
            "build", "-c", "Release", $"-p:LstmForecastVersion={packed.Version}",
            $"-p:TorchSharpVersion={PackageContentTests.CentralVersion("TorchSharp")}",
            $"-p:RestorePackagesPath={Path.Combine(packed.Folder, "packages")}",
            $"-p:RestoreFallbackFolders={GlobalPackages()}",
            .. properties]);
    }

    /// <summary>Names of all packages in the graph that the program's restore has resolved: its own and theirs.</summary>
    public IReadOnlyList<string> Packages
    {
        get
        {
            string text = File.ReadAllText(Path.Combine(_folder, "obj", "project.assets.json"));
            using JsonDocument assets = JsonDocument.Parse(text);
            JsonElement libraries = assets.RootElement.GetProperty("libraries");
            return [.. libraries.EnumerateObject().Select(item => item.Name.Split('/')[0])];
        }
    }

    /// <summary>The lines that the program printed.</summary>
    public string[] Run(params IEnumerable<string> arguments)
    {
        string output = Path.Combine(_folder, "bin");
        string program = Directory.EnumerateFiles(output, _name + ".dll", SearchOption.AllDirectories).Single();
        return Command.Run(_folder, "dotnet", arguments.Prepend(program))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    private static string GlobalPackages() =>
        Command.Run(Repository.PathOf(), "dotnet", "nuget", "locals", "global-packages", "--list")
            .Split(": ", 2)[1].Trim();

    private static void CopySources(string target)
    {
        string source = Path.Combine(AppContext.BaseDirectory, "Consumers");
        foreach (string file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(target, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy, overwrite: true);
        }
    }
}
