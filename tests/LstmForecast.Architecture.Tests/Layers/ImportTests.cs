namespace LstmForecast.Architecture.Tests.Layers;

/// <summary>Holds the sources of the libraries against <see cref="ImportTables"/>.</summary>
public sealed class ImportTests
{
    private static readonly Lazy<SourceProject[]> Sources =
        new(() => [.. ImportTables.Projects.Select(rules => SourceProject.Read(rules.Name))]);

    private static readonly Lazy<DependencyCheck> Dependencies = new(() => new(new CompiledSources(Sources.Value)));

    public static TheoryData<string> ProjectNames => [.. ImportTables.Projects.Select(rules => rules.Name)];

    [Fact]
    public void Tables_SourceFolders_AreAllCovered()
    {
        IEnumerable<string> folders = Directory.EnumerateDirectories(Repository.PathOf("src"));

        folders.Select(path => Path.GetFileName(path)).Should()
            .BeEquivalentTo(ImportTables.Projects.Select(rules => rules.Name));
    }

    [Theory, MemberData(nameof(ProjectNames))]
    public void Folders_OfProject_HaveARow(string project) =>
        FolderCheck.Run(RulesOf(project), SourcesOf(project)).Select(Line).Should().BeEmpty();

    [Theory, MemberData(nameof(ProjectNames))]
    public void PartialTypes_OfProject_LieInOneFolder(string project) =>
        PartialTypeCheck.Run(SourcesOf(project)).Select(Line).Should().BeEmpty();

    // A row that could name a later one could make a circle.
    [Theory, MemberData(nameof(ProjectNames))]
    public void Rows_OfProject_ImportEarlierRowsAlone(string project)
    {
        string[] order = [.. RulesOf(project).Folders.Select(row => row.Name)];

        RulesOf(project).Folders.Where((row, i) => row.Folders.Except(order[..i]).Any()).Should().BeEmpty();
    }

    [Theory, MemberData(nameof(ProjectNames))]
    public void Rows_OfProject_AllHaveFiles(string project) =>
        RulesOf(project).Folders.SelectMany(row => row.Rooms.Select(room => (row.Name, room.Path)))
            .Except(SourcesOf(project).Files.Select(file => (file.Folder, file.Room))).Should().BeEmpty();

    [Theory, MemberData(nameof(ProjectNames))]
    public void UsingLines_OfProject_FollowTheTables(string project) =>
        UsingCheck.Run(RulesOf(project), SourcesOf(project)).Select(Line).Should().BeEmpty();

    [Theory, MemberData(nameof(ProjectNames))]
    public void NamedTypesAndMembers_OfProject_FollowTheTables(string project) =>
        Dependencies.Value.Run(RulesOf(project)).Select(Line).Should().BeEmpty();

    [Theory, MemberData(nameof(ProjectNames))]
    public void InternalTypes_OfProject_LiveInTheNamespaceOfTheirFolder(string project) =>
        NamespaceCheck.Run(RulesOf(project), SourcesOf(project)).Select(Line).Should().BeEmpty();

    // Generated code is missing, so a few names may be; were many, the check above would be blind.
    [Theory, MemberData(nameof(ProjectNames))]
    public void Names_OfProject_AlmostAllResolve(string project) =>
        Dependencies.Value.UnresolvedNames(project).Should().HaveCountLessThan(1 + SourcesOf(project).Files.Count / 5);

    [Fact]
    public void Runtime_ProjectFile_ReferencesNothing()
    {
        string text = File.ReadAllText(Repository.PathOf("src", "LstmForecast.Runtime", "LstmForecast.Runtime.csproj"));

        text.Should().NotContain("PackageReference").And.NotContain("ProjectReference");
    }

    private static string Line(Violation found) => found.ToString();

    private static ProjectRules RulesOf(string project) => ImportTables.Projects.Single(rules => rules.Name == project);

    private static SourceProject SourcesOf(string project) => Sources.Value.Single(source => source.Name == project);
}
