using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LstmForecast.Architecture.Tests.Layers;

/// <summary>
/// Internal types live in <c>LstmForecast.Folder</c>, so that using one from elsewhere takes a visible
/// <c>using</c> line; those beside the project file live in <c>LstmForecast</c>.
/// </summary>
internal static class NamespaceCheck
{
    public static IEnumerable<Violation> Run(ProjectRules rules, SourceProject project) =>
        from file in project.Files
        let expected = ExpectedNamespace(rules, file)
        from type in CSharpSyntaxTree.ParseText(file.Text).GetRoot().DescendantNodes().OfType<MemberDeclarationSyntax>()
        where type is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax && type.Parent is not TypeDeclarationSyntax
        // Parts of a partial type may leave the modifier to another part.
        where !type.Modifiers.Any(SyntaxKind.PublicKeyword) && !type.Modifiers.Any(SyntaxKind.PartialKeyword)
        let actual = (type.Parent as BaseNamespaceDeclarationSyntax)?.Name.ToString() ?? "the global namespace"
        where !Names.IsInside(actual, expected)
        select Violation.At(file, type, $"internal type of folder '{file.Folder}' is in {actual}, not in {expected}");

    private static string ExpectedNamespace(ProjectRules rules, SourceFile file)
    {
        string root = rules.HasOneNamespace ? rules.Name : "LstmForecast";
        return rules.HasOneNamespace || file.Folder == FolderRules.Root ? root : $"{root}.{file.Folder}";
    }
}
