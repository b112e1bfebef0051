namespace LstmForecast.Architecture.Tests.Layers;

/// <summary>One folder of code, at any depth: what is special about it within its first-level folder.</summary>
/// <param name="Path">Relative to the first-level folder; empty for that folder itself.</param>
internal sealed record RoomRules(string Path)
{
    /// <summary>Beginnings of the names of assemblies and namespaces that come from packages.</summary>
    public IReadOnlyList<string> Packages { get; init; } = [];

    public static implicit operator RoomRules(string path) => new(path);
}

/// <summary>What one first-level folder of a project may import, beside itself and the base class library.</summary>
internal sealed record FolderRules(string Name)
{
    /// <summary>The folder of the files that lie beside the project file.</summary>
    public const string Root = "root";

    public IReadOnlyList<string> Folders { get; init; } = [];

    /// <summary>
    /// Its folders in the order in which they build on each other: each may import those before it. The empty path is
    /// the first-level folder itself, so that it comes either before or after what lies inside it, and there is no circle.
    /// </summary>
    public IReadOnlyList<RoomRules> Rooms { get; init; } = [""];

    /// <summary>Packages open to all of its rooms.</summary>
    public IReadOnlyList<string> Packages { get; init; } = [];

    /// <summary>Null for a folder that has no row.</summary>
    public RoomRules? Room(string path) => Rooms.SingleOrDefault(room => room.Path == path);

    public int OrderOf(string path) => Rooms.Select(room => room.Path).ToList().IndexOf(path);
}

internal sealed record ProjectRules(string Name)
{
    public IReadOnlyList<FolderRules> Folders { get; init; } = [];

    /// <summary>True where all internal types live in the namespace of the project, whatever their folder.</summary>
    public bool HasOneNamespace { get; init; }

    /// <summary>Earlier projects all of whose folders are open to every folder of this one.</summary>
    public IReadOnlyList<string> OpenProjects { get; init; } = [];

    /// <summary>Packages open to every folder of this project.</summary>
    public IReadOnlyList<string> OpenPackages { get; init; } = [];

    /// <summary>Parts of the base class library that this project must do without.</summary>
    public IReadOnlyList<string> ForbiddenNamespaces { get; init; } = [];

    public FolderRules? Find(string folder) => Folders.SingleOrDefault(row => row.Name == folder);

    /// <summary>Whether a file may name what another one of the same project declares.</summary>
    public bool Allows(SourceFile from, SourceFile to)
    {
        FolderRules row = Find(from.Folder)!;
        return from.Folder == to.Folder
            ? row.OrderOf(to.Room) <= row.OrderOf(from.Room)
            : row.Folders.Contains(to.Folder);
    }

    public bool AllowsFolder(FolderRules from, string folder) => folder == from.Name || from.Folders.Contains(folder);

    public bool AllowsPackage(SourceFile from, string name)
    {
        FolderRules row = Find(from.Folder)!;
        return (row.Room(from.Room)?.Packages ?? []).Concat(row.Packages).Concat(OpenPackages)
            .Any(allowed => Names.IsInside(name, allowed));
    }

    public bool Forbids(string @namespace) =>
        ForbiddenNamespaces.Any(forbidden => Names.IsInside(@namespace, forbidden));
}

internal static class Names
{
    /// <summary>True for <c>A.B</c> and <c>A.B.C</c> in <c>A.B</c>; false for <c>A.BC</c>.</summary>
    public static bool IsInside(string name, string prefix) =>
        name == prefix || name.StartsWith(prefix + ".", StringComparison.Ordinal);
}
