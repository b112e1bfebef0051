using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LstmForecast.Architecture.Tests.Layers;

/// <summary>
/// Holds every type and member that a file names against the tables, whether or not a <c>using</c> line was needed:
/// public types all live in one namespace, and code in <c>LstmForecast.X</c> sees them as they are.
/// </summary>
internal sealed class DependencyCheck(CompiledSources sources)
{
    public IEnumerable<Violation> Run(ProjectRules rules)
    {
        CSharpCompilation compilation = sources.Compilations.Single(item => item.AssemblyName == rules.Name);
        return
            from tree in compilation.SyntaxTrees
            let file = sources.FileOf(tree)
            where file is not null
            where rules.Find(file.Folder)?.Room(file.Room) is not null
            let model = compilation.GetSemanticModel(tree)
            from node in NamingNodes(tree)
            from symbol in SymbolsOf(model, node)
            let message = Judge(rules, file, symbol)
            where message is not null
            select Violation.At(file, node, message);
    }

    /// <summary>Errors where names do not resolve: a check that resolves nothing finds nothing.</summary>
    public IReadOnlyList<string> UnresolvedNames(string project)
    {
        CSharpCompilation compilation = sources.Compilations.Single(item => item.AssemblyName == project);
        // CS0246, CS0234: no such type or namespace. CS0400, CS0103: no such name. CS0012: a missing assembly.
        return [.. compilation.GetDiagnostics()
            .Where(error => error.Id is "CS0246" or "CS0234" or "CS0400" or "CS0103" or "CS0012")
            .Select(error => error.ToString())];
    }

    // Comments are no code: what an XML comment points to is not followed. `new()` names its type by leaving it out.
    private static IEnumerable<SyntaxNode> NamingNodes(SyntaxTree tree) =>
        tree.GetRoot().DescendantNodes().Where(node => node is
            SimpleNameSyntax or ImplicitObjectCreationExpressionSyntax or ElementAccessExpressionSyntax);

    private static IEnumerable<ISymbol> SymbolsOf(SemanticModel model, SyntaxNode node)
    {
        SymbolInfo info = model.GetSymbolInfo(node);
        return info.Symbol is null ? info.CandidateSymbols.Take(1) : [info.Symbol];
    }

    private string? Judge(ProjectRules rules, SourceFile from, ISymbol symbol)
    {
        // Locals and parameters belong to the code around them; namespaces to nobody.
        if (symbol is not (INamedTypeSymbol or IMethodSymbol or IPropertySymbol or IFieldSymbol or IEventSymbol))
        {
            return null;
        }

        SourceFile[] declarations = [.. DeclaringFiles(symbol)];
        if (declarations.Length > 0)
        {
            SourceFile? wrong = declarations.FirstOrDefault(file => !IsAllowed(rules, from, file));
            return wrong is null
                ? null
                : $"folder '{FolderCheck.NameOf(from)}' may not use '{NameOf(symbol)}' of folder '{FolderCheck.NameOf(wrong)}'";
        }

        return JudgeExternal(rules, from, symbol);
    }

    private static string? JudgeExternal(ProjectRules rules, SourceFile from, ISymbol symbol)
    {
        string assembly = symbol.ContainingAssembly?.Name ?? "";
        string @namespace = symbol.ContainingNamespace?.ToDisplayString() ?? "";
        if (rules.Forbids(@namespace))
        {
            return $"project '{rules.Name}' may not use '{NameOf(symbol)}' of '{@namespace}'";
        }

        // Tuples, arrays and what the compiler makes itself have no assembly; ours without a file is generated code.
        bool isFree = assembly.Length == 0 || PlatformAssemblies.IsFramework(assembly)
            || !PlatformAssemblies.IsNotOurs(assembly);
        return isFree || rules.AllowsPackage(from, assembly)
            ? null
            : $"folder '{FolderCheck.NameOf(from)}' may not use '{NameOf(symbol)}' of package '{assembly}'";
    }

    private static bool IsAllowed(ProjectRules rules, SourceFile from, SourceFile declaration) =>
        declaration.Project == rules.Name
            ? rules.Allows(from, declaration)
            : rules.OpenProjects.Contains(declaration.Project);

    private IEnumerable<SourceFile> DeclaringFiles(ISymbol symbol)
    {
        ISymbol? declared = (symbol as IMethodSymbol)?.ReducedFrom ?? symbol.OriginalDefinition;
        // Members that no source spells out, such as a default constructor, belong to their type.
        while (declared is not null && declared.DeclaringSyntaxReferences.IsEmpty)
        {
            declared = declared.ContainingType;
        }

        return declared?.DeclaringSyntaxReferences.Select(reference => sources.FileOf(reference.SyntaxTree))
            .OfType<SourceFile>() ?? [];
    }

    private static string NameOf(ISymbol symbol) =>
        symbol.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);
}
