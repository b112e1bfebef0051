namespace LstmForecast.Architecture.Tests.Readme;

public sealed class SnippetTests
{
    [Fact]
    public void CSharpBlocks_OfDocumentation_Compile()
    {
        IEnumerable<string> errors =
            from file in MarkdownFile.ReadAll()
            from snippet in Snippet.Of(file)
            from error in snippet.Errors()
            select error;

        errors.Distinct().Should().BeEmpty();
    }

    [Fact]
    public void CSharpBlocks_OfDocumentation_AreAllChecked()
    {
        IEnumerable<string> unchecked_ = MarkdownFile.ReadAll().SelectMany(file => file.Blocks).Where(IsUncheckedCSharp)
            .Select(block => $"{block.File}({block.Line - 1}): '{block.Info}'");

        unchecked_.Should().BeEmpty("a block of C# starts with ```csharp and nothing else, so that it is compiled");
    }

    [Theory]
    [InlineData("csharp ignore", true)]
    [InlineData("cs", true)]
    [InlineData("C#", true)]
    [InlineData("csharp", false)]
    [InlineData("sh", false)]
    [InlineData("", false)]
    public void IsUncheckedCSharp_InfoString_IsJudged(string info, bool expected) =>
        IsUncheckedCSharp(new CodeBlock("a.md", 1, info, "", Continues: false)).Should().Be(expected);

    [Fact]
    public void Errors_WrongCode_NamesFileLineAndError()
    {
        Snippet snippet = Snippet.Of(Page("# Title\n```csharp\nint a = 1;\n\nstring b = a;\n```\n")).Single();

        snippet.Errors().Should().ContainSingle().Which.Should().StartWith("docs/page.md(5): CS0029: ");
    }

    [Fact]
    public void Errors_ContinuedBlocks_AreOneProgram()
    {
        MarkdownFile page = Page("""
            ```csharp
            using System.Text;
            StringBuilder text = new();
            class Helper { public static int N => 1; }
            ```
            words
            <!-- snippet: continues -->
            ```csharp
            using System.Globalization;
            text.Append(CultureInfo.InvariantCulture, $"{Helper.N}");
            ```
            ```csharp
            text.Append(1);
            ```
            """);

        Snippet.Of(page).Select(snippet => string.Join(' ', snippet.Errors())).Should().SatisfyRespectively(
            first => first.Should().BeEmpty(),
            second => second.Should().BeEmpty(),
            third => third.Should().StartWith("docs/page.md(13): CS0103: "));
    }

    [Fact]
    public void Errors_TestLibrary_IsNoReferenceOfSnippets() =>
        Snippet.Of(Page("```csharp\nusing Xunit;\n```")).Single().Errors().Should().NotBeEmpty();

    [Fact]
    public void Errors_TypeAlone_NeedsNoProgram()
    {
        MarkdownFile page = Page("```csharp\nusing TorchSharp;\nclass A { torch.Tensor? T; }\n```");

        Snippet.Of(page).Single().Errors().Should().BeEmpty();
    }

    private static bool IsUncheckedCSharp(CodeBlock block)
    {
        string language = block.Info.Split(' ', '{', ',')[0].ToUpperInvariant();
        return language is "CSHARP" or "CS" or "C#" && block.Info != "csharp";
    }

    private static MarkdownFile Page(string text) => new("docs/page.md", "docs", text);
}
