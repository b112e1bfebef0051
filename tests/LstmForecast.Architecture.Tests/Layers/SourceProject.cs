using System.Xml.Linq;

namespace LstmForecast.Architecture.Tests.Layers;

/// <summary>One file of a project; <see cref="Path"/> is relative to the project, with forward slashes.</summary>
internal sealed record SourceFile(string Project, string Path, string Text)
{
    /// <summary>The first-level folder.</summary>
    public string Folder { get; } = Path.Split('/') is [var top, _, ..] ? top : FolderRules.Root;

    /// <summary>The folder below the first-level one; empty where the file lies in that one itself.</summary>
    public string Room { get; } = string.Join('/', Path.Split('/').Skip(1).SkipLast(1));

    /// <summary>Unique in the whole source tree, so that a syntax tree leads back to its file.</summary>
    public string FullName => $"{Project}/{Path}";
}

/// <summary>A project as the compiler would see it, as far as the import check needs it.</summary>
internal sealed record SourceProject(string Name, IReadOnlyList<SourceFile> Files)
{
    /// <summary>What the SDK imports into every file of a class library.</summary>
    private static readonly string[] SdkUsings =
    [
        "System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading",
        "System.Threading.Tasks",
    ];

    public IReadOnlyList<string> ImplicitUsings { get; init; } = SdkUsings;

    public IReadOnlyList<string> Friends { get; init; } = [];

    /// <summary>C# that the build has made of the project's protocol-buffer files.</summary>
    public IReadOnlyList<string> GeneratedTexts { get; init; } = [];

    public static SourceProject Read(string name)
    {
        string folder = Repository.PathOf("src", name);
        XDocument project = XDocument.Load(Path.Combine(folder, name + ".csproj"));
        string[] usings = [.. project.Descendants("Using").Attributes("Include").Select(item => item.Value)];
        return new SourceProject(name, [.. ReadFiles(name, folder)])
        {
            ImplicitUsings = [.. SdkUsings, .. usings],
            Friends = [.. project.Descendants("InternalsVisibleTo").Attributes("Include").Select(item => item.Value)],
            GeneratedTexts =
                [.. project.Descendants("Protobuf").Attributes("Include").Select(item => Generated(folder, item.Value))],
        };
    }

    /// <summary>The newest, where more than one configuration was built.</summary>
    private static string Generated(string folder, string protobuf)
    {
        string name = Path.GetFileNameWithoutExtension(protobuf);
        string file = $"{char.ToUpperInvariant(name[0])}{name[1..]}.cs";
        return File.ReadAllText(Directory
            .EnumerateFiles(Path.Combine(folder, "obj"), file, SearchOption.AllDirectories)
            .MaxBy(File.GetLastWriteTimeUtc)!);
    }

    private static IEnumerable<SourceFile> ReadFiles(string project, string folder) =>
        from path in Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
        let relative = Path.GetRelativePath(folder, path).Replace('\\', '/')
        where !Names.IsInside(relative.Replace('/', '.'), "obj") && !Names.IsInside(relative.Replace('/', '.'), "bin")
        orderby relative
        select new SourceFile(project, relative, File.ReadAllText(path));
}
