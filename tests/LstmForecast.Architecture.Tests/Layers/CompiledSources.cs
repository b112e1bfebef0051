using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LstmForecast.Architecture.Tests.Layers;

/// <summary>
/// The projects as compilations that see each other's sources. Code of source generators is missing, so the
/// compilations have errors; names that resolve are all that matters here.
/// </summary>
internal sealed class CompiledSources
{
    private static readonly CSharpParseOptions Parsing = CSharpParseOptions.Default
        .WithLanguageVersion(LanguageVersion.Latest)
        .WithPreprocessorSymbols(
            "NET", "NET5_0_OR_GREATER", "NET6_0_OR_GREATER", "NET7_0_OR_GREATER", "NET8_0_OR_GREATER",
            "NET9_0_OR_GREATER", "NET10_0", "NET10_0_OR_GREATER", "RELEASE", "TRACE");

    private readonly Dictionary<string, SourceFile> _filesByTreePath = [];

    /// <param name="projects">In the order in which they build on each other.</param>
    public CompiledSources(IEnumerable<SourceProject> projects)
    {
        List<MetadataReference> references = [.. PlatformAssemblies.References(PlatformAssemblies.IsNotOurs)];
        foreach (SourceProject project in projects)
        {
            CSharpCompilation compilation = Compile(project, references);
            Compilations.Add(compilation);
            references.Add(compilation.ToMetadataReference());
        }
    }

    public List<CSharpCompilation> Compilations { get; } = [];

    /// <summary>Null for trees that stand for code which the build generates.</summary>
    public SourceFile? FileOf(SyntaxTree tree) => _filesByTreePath.GetValueOrDefault(tree.FilePath);

    private CSharpCompilation Compile(SourceProject project, IEnumerable<MetadataReference> references)
    {
        List<SyntaxTree> trees =
        [
            CSharpSyntaxTree.ParseText(WhatTheBuildGenerates(project), Parsing),
            .. project.GeneratedTexts.Select(text => CSharpSyntaxTree.ParseText(text, Parsing)),
        ];
        foreach (SourceFile file in project.Files)
        {
            _filesByTreePath.Add(file.FullName, file);
            trees.Add(CSharpSyntaxTree.ParseText(file.Text, Parsing, file.FullName));
        }

        CSharpCompilationOptions options = new(
            OutputKind.DynamicallyLinkedLibrary,
            allowUnsafe: true,
            nullableContextOptions: NullableContextOptions.Enable);
        return CSharpCompilation.Create(project.Name, trees, references, options);
    }

    private static string WhatTheBuildGenerates(SourceProject project) => string.Join('\n',
    [
        .. project.ImplicitUsings.Select(name => $"global using {name};"),
        "using System.Runtime.CompilerServices;",
        .. project.Friends.Select(name => $"[assembly: InternalsVisibleTo(\"{name}\")]"),
    ]);
}
