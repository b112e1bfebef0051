using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LstmForecast.Architecture.Tests.Readme;

/// <summary>A C# block of the documentation, with all the blocks that it continues, as one console program.</summary>
internal sealed record Snippet(IReadOnlyList<CodeBlock> Blocks)
{
    private static readonly CSharpParseOptions Parsing =
        CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Latest);

    // What a reader's project has: test libraries must not help a snippet to compile.
    private static readonly Lazy<MetadataReference[]> References = new(() =>
        [.. PlatformAssemblies.References(name => PlatformAssemblies.IsFramework(name) || IsOfPackage(name))]);

    public CodeBlock Last => Blocks[^1];

    public static IEnumerable<Snippet> Of(MarkdownFile file)
    {
        Snippet? previous = null;
        foreach (CodeBlock block in file.Blocks.Where(block => block.Info == "csharp"))
        {
            previous = new Snippet(block.Continues && previous is not null ? [.. previous.Blocks, block] : [block]);
            yield return previous;
        }
    }

    /// <summary>Compile errors as <c>file(line): id: text</c>.</summary>
    public IReadOnlyList<string> Errors()
    {
        SyntaxTree program = CSharpSyntaxTree.ParseText(Join(), Parsing);
        SyntaxTree usings = CSharpSyntaxTree.ParseText(
            """
            global using System; global using System.Collections.Generic; global using System.IO;
            global using System.Linq; global using System.Net.Http; global using System.Threading;
            global using System.Threading.Tasks;
            """, Parsing);
        bool isProgram = program.GetCompilationUnitRoot().Members.Any(member => member is GlobalStatementSyntax);
        CSharpCompilationOptions options = new(
            isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary,
            nullableContextOptions: NullableContextOptions.Enable);
        return [.. CSharpCompilation.Create("Snippet", [usings, program], References.Value, options)
            .GetDiagnostics()
            .Where(found => found.Severity == DiagnosticSeverity.Error)
            .Select(Describe)];
    }

    private static bool IsOfPackage(string assembly) =>
        assembly is "LstmForecast" or "LstmForecast.Runtime" or "LstmForecast.Plots" or "LstmForecast.Onnx" or "LstmForecast.Csv"
            or "LstmForecast.DataFrames" or "Microsoft.Data.Analysis" or "TorchSharp" or "ScottPlot" or "SkiaSharp"
            or "Microsoft.Extensions.Logging.Abstractions";

    // C# wants using lines first and types last, wherever the documentation brings them in.
    private string Join()
    {
        CodeBlock[] blocks = [.. Blocks];
        IEnumerable<(CodeBlock Block, SyntaxNode Node)> nodes =
            from block in blocks
            let root = CSharpSyntaxTree.ParseText(block.Code, Parsing).GetCompilationUnitRoot()
            from node in root.Usings.Cast<SyntaxNode>().Concat(root.Members)
            select (block, node);
        return string.Concat(nodes.OrderBy(item => Rank(item.Node)).Select(item => WithLine(item.Block, item.Node)));
    }

    private static int Rank(SyntaxNode node) => node switch
    {
        UsingDirectiveSyntax => 0,
        GlobalStatementSyntax => 1,
        _ => 2,
    };

    private static string WithLine(CodeBlock block, SyntaxNode node)
    {
        int line = block.Line + node.SyntaxTree.GetLineSpan(node.FullSpan).StartLinePosition.Line;
        return $"#line {line} \"{block.File}\"\n{node.ToFullString()}\n";
    }

    private static string Describe(Diagnostic found)
    {
        FileLinePositionSpan span = found.Location.GetMappedLineSpan();
        return $"{span.Path}({span.StartLinePosition.Line + 1}): {found.Id}: " +
            found.GetMessage(System.Globalization.CultureInfo.InvariantCulture);
    }
}
