using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LstmForecast.Architecture.Tests.Layers;

/// <summary>
/// The parts of a type lie in one folder: a type that is spread over several would let each of them reach what the
/// others may import.
/// </summary>
internal static class PartialTypeCheck
{
    public static IEnumerable<Violation> Run(SourceProject project) =>
        from part in project.Files.SelectMany(PartsOf)
        group part by part.Type into type
        let folders = type.Select(part => FolderCheck.NameOf(part.File)).Distinct().ToList()
        where folders.Count > 1
        select Violation.At(
            type.First().File, type.First().Node, $"partial type '{type.Key}' lies in several folders: {string.Join(", ", folders)}");

    private static IEnumerable<(string Type, SourceFile File, SyntaxNode Node)> PartsOf(SourceFile file) =>
        from node in CSharpSyntaxTree.ParseText(file.Text).GetRoot().DescendantNodes().OfType<TypeDeclarationSyntax>()
        where node.Modifiers.Any(SyntaxKind.PartialKeyword) && node.Parent is not TypeDeclarationSyntax
        let space = (node.Parent as BaseNamespaceDeclarationSyntax)?.Name.ToString()
        select ($"{space}.{node.Identifier.Text}{node.TypeParameterList}", file, (SyntaxNode)node);
}
