namespace LstmForecast.Architecture.Tests.Readme;

public sealed class LinkTests
{
    [Fact]
    public void Links_OfDocumentation_Exist() =>
        MarkdownFile.ReadAll().SelectMany(file => Links.Broken(file, Path.Exists)).Should().BeEmpty();

    [Fact]
    public void RunCommands_OfDocumentation_NameProjects() =>
        MarkdownFile.ReadAll().SelectMany(Links.RunProjects).Where(project => !IsProject(project)).Should().BeEmpty();

    [Fact]
    public void Broken_MissingTargets_AreFoundWithTheirLines()
    {
        const string text = """
            # Title [ok](docs/there.md#part) and [web](https://example.com/x) and [here](#title)
            ![picture](docs/gone.png "title") and `[code](no.md)`
            <img src="gone.svg">
            [ref]: gone.md
            ```csharp
            items[0](gone.cs);
            ```
            """;

        MarkdownFile page = new("README.md", "/repo", text);

        Links.Broken(page, path => Path.GetFileName(path) == "there.md").Should().Equal(
            "README.md(2): docs/gone.png", "README.md(3): gone.svg", "README.md(4): gone.md");
    }

    [Fact]
    public void RunProjects_Commands_AreFound()
    {
        const string text = "```sh\ndotnet run -c Release --project samples/A -- --n 1\n```\n" +
            "`dotnet run --project=samples/B` and\ndotnet run -c Release \\\n  --project samples/C\n";

        MarkdownFile page = new("README.md", "", text);

        Links.RunProjects(page).Should().Equal("samples/A", "samples/B", "samples/C");
    }

    private static bool IsProject(string project)
    {
        string path = Repository.PathOf(project);
        return path.EndsWith(".csproj", StringComparison.Ordinal)
            ? File.Exists(path)
            : Directory.Exists(path) && Directory.EnumerateFiles(path, "*.csproj").Any();
    }
}
