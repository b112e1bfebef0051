namespace LstmForecast.Architecture.Tests.Layers;

/// <summary>Every file lies in a folder that the tables know, and a partial type in one folder alone.</summary>
internal static class FolderCheck
{
    public static IEnumerable<Violation> Run(ProjectRules rules, SourceProject project) =>
        from file in project.Files
        where rules.Find(file.Folder)?.Room(file.Room) is null
        select new Violation(file, 1, $"folder '{NameOf(file)}' has no row in ImportTables.cs; give it one that says what it may import");

    public static string NameOf(SourceFile file) => file.Room.Length == 0 ? file.Folder : $"{file.Folder}/{file.Room}";
}
