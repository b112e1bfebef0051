namespace LstmForecast.Architecture.Tests.Layers;

/// <summary>Every file lies in a folder that the tables know.</summary>
internal static class FolderCheck
{
    public static IEnumerable<Violation> Run(ProjectRules rules, SourceProject project) =>
        from file in project.Files
        where rules.Find(file.Folder) is null
        select new Violation(file, 1, $"folder '{file.Folder}' has no row in ImportTables.cs; " +
            "give it one that says what it may build on");
}
