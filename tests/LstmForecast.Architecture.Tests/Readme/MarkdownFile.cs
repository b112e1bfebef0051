namespace LstmForecast.Architecture.Tests.Readme;

/// <summary>A block between fences. <see cref="Line"/> is that of its first line of code, 1-based.</summary>
internal sealed record CodeBlock(string File, int Line, string Info, string Code, bool Continues);

/// <summary>As much of Markdown as the checks need: fenced blocks, and the prose around them.</summary>
internal sealed record MarkdownFile(string Name, string Folder, string Text)
{
    public const string ContinuesMark = "<!-- snippet: continues -->";

    private const string Fence = "```";

    public IReadOnlyList<CodeBlock> Blocks => Split().Blocks;

    /// <summary>The lines outside of fences with their 1-based numbers.</summary>
    public IReadOnlyList<(int Number, string Text)> Prose => Split().Prose;

    public static IEnumerable<MarkdownFile> ReadAll()
    {
        string docs = Repository.PathOf("docs");
        IEnumerable<string> pages = Directory.Exists(docs)
            ? Directory.EnumerateFiles(docs, "*.md", SearchOption.AllDirectories).Order()
            : [];
        return pages.Prepend(Repository.PathOf("README.md")).Select(path => new MarkdownFile(
            Path.GetRelativePath(Repository.PathOf(), path), Path.GetDirectoryName(path)!, File.ReadAllText(path)));
    }

    private (List<CodeBlock> Blocks, List<(int Number, string Text)> Prose) Split()
    {
        List<CodeBlock> blocks = [];
        List<(int, string)> prose = [];
        string[] lines = Text.ReplaceLineEndings("\n").Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            if (!lines[i].TrimStart().StartsWith(Fence, StringComparison.Ordinal))
            {
                prose.Add((i + 1, lines[i]));
                continue;
            }

            bool continues = i > 0 && lines[i - 1].Trim() == ContinuesMark;
            string info = lines[i].Trim()[Fence.Length..].Trim();
            string[] code = [.. lines.Skip(i + 1).TakeWhile(line => line.Trim() != Fence)];
            blocks.Add(new CodeBlock(Name, i + 2, info, string.Join('\n', code), continues));
            i += code.Length + 1;
        }

        return (blocks, prose);
    }
}
