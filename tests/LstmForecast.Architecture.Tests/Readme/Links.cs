using System.Text.RegularExpressions;

namespace LstmForecast.Architecture.Tests.Readme;

/// <summary>What the documentation points to within the repository.</summary>
internal static partial class Links
{
    /// <summary>Links, images and references whose file does not exist, as <c>file(line): target</c>.</summary>
    public static IEnumerable<string> Broken(MarkdownFile file, Func<string, bool> exists) =>
        from line in file.Prose
        from match in Target().Matches(InlineCode().Replace(line.Text, ""))
        let target = Uri.UnescapeDataString(match.Groups["target"].Value.Split('#')[0])
        where target.Length > 0 && !Scheme().IsMatch(target)
        where !exists(Path.GetFullPath(Path.Combine(file.Folder, target)))
        select $"{file.Name}({line.Number}): {target}";

    /// <summary>The projects of all <c>dotnet run</c> commands, wherever they stand.</summary>
    public static IEnumerable<string> RunProjects(MarkdownFile file) =>
        from match in RunCommand().Matches(file.Text.Replace("\\\n", " ", StringComparison.Ordinal))
        select match.Groups["project"].Value;

    [GeneratedRegex("""
        \]\(<?(?<target>[^)\s>]+)>?[^)]*\)
        |(?:src|href)="(?<target>[^"]+)"
        |^\s*\[[^\]]+\]:\s*(?<target>\S+)
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Target();

    [GeneratedRegex("`[^`]*`")]
    private static partial Regex InlineCode();

    [GeneratedRegex("^[a-z][a-z0-9+.-]*:|^//", RegexOptions.IgnoreCase)]
    private static partial Regex Scheme();

    [GeneratedRegex("""dotnet run\b[^\n`]*?--project[ =]+(?<project>[^\s`"]+)""")]
    private static partial Regex RunCommand();
}
