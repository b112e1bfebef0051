namespace LstmForecast.Architecture.Tests.Layers;

/// <summary>docs/architecture.md tells the same tables as <see cref="ImportTables"/>: what it says is what is held.</summary>
public sealed class DocumentTests
{
    private static readonly string[] Lines = File.ReadAllLines(Repository.PathOf("docs", "architecture.md"));

    public static TheoryData<string> ProjectNames => ImportTests.ProjectNames;

    [Theory, MemberData(nameof(ProjectNames))]
    public void Tables_OfDocument_AreThoseOfTheTest(string project)
    {
        ProjectRules rules = ImportTables.Projects.Single(one => one.Name == project);
        if (rules.Folders.Count == 1) return;

        RowsUnder($"### {project}").Should().Equal(rules.Folders.Select(Row));
    }

    /// <summary>Folder, what it may import, and the folders inside it: the second column is prose.</summary>
    private static string Row(FolderRules folder) =>
        $"{Quoted(folder.Name)} | {Listed(folder.Folders)} | {Listed(folder.Rooms.Count > 1 ? folder.Rooms.Select(room => room.Path.Length > 0 ? room.Path : folder.Name) : [])}";

    private static string Listed(IEnumerable<string> names) => names.Any() ? string.Join(", ", names.Select(Quoted)) : "-";

    private static string Quoted(string name) => $"`{name}`";

    private static IEnumerable<string> RowsUnder(string heading) =>
        from line in Lines.SkipWhile(line => line != heading).Skip(1).TakeWhile(line => !line.StartsWith('#'))
        where line.StartsWith("| `", StringComparison.Ordinal)
        let cells = line.Trim('|', ' ').Split('|', StringSplitOptions.TrimEntries)
        select $"{cells[0]} | {cells[2]} | {cells[3]}";
}
