namespace LstmForecast.Architecture.Tests.Layers;

/// <summary>What one folder of a project may build on, beside itself and the base class library.</summary>
internal sealed record FolderRules(string Name)
{
    /// <summary>The folder of the files that lie beside the project file.</summary>
    public const string Root = "root";

    public IReadOnlyList<string> Folders { get; init; } = [];

    /// <summary>Beginnings of the names of assemblies and namespaces that come from packages.</summary>
    public IReadOnlyList<string> Packages { get; init; } = [];
}

internal sealed record ProjectRules(string Name)
{
    public IReadOnlyList<FolderRules> Folders { get; init; } = [];

    /// <summary>True where the project's folders may use each other freely and need no row.</summary>
    public bool HasOpenFolders { get; init; }

    /// <summary>Earlier projects all of whose folders are open to every folder of this one.</summary>
    public IReadOnlyList<string> OpenProjects { get; init; } = [];

    /// <summary>Packages open to every folder of this project.</summary>
    public IReadOnlyList<string> OpenPackages { get; init; } = [];

    /// <summary>Parts of the base class library that this project must do without.</summary>
    public IReadOnlyList<string> ForbiddenNamespaces { get; init; } = [];

    public FolderRules? Find(string folder) => HasOpenFolders
        ? new FolderRules(folder)
        : Folders.SingleOrDefault(row => row.Name == folder);

    public bool AllowsFolder(FolderRules from, string folder) =>
        HasOpenFolders || folder == from.Name || from.Folders.Contains(folder);

    public bool AllowsPackage(FolderRules from, string name) =>
        from.Packages.Concat(OpenPackages).Any(allowed => Names.IsInside(name, allowed));

    public bool Forbids(string @namespace) =>
        ForbiddenNamespaces.Any(forbidden => Names.IsInside(@namespace, forbidden));
}

internal static class Names
{
    /// <summary>True for <c>A.B</c> and <c>A.B.C</c> in <c>A.B</c>; false for <c>A.BC</c>.</summary>
    public static bool IsInside(string name, string prefix) =>
        name == prefix || name.StartsWith(prefix + ".", StringComparison.Ordinal);
}
