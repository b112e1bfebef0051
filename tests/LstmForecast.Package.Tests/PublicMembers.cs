using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LstmForecast.Package.Tests;

/// <summary>What users of a library can name, as the compiler reads it from the library.</summary>
internal sealed class PublicMembers
{
    public PublicMembers(byte[] library)
    {
        string platform = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        PortableExecutableReference read = MetadataReference.CreateFromImage(library);
        var compilation = CSharpCompilation.Create(
            "user",
            references: [read, .. platform.Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path))]);
        var assembly = (IAssemblySymbol)compilation.GetAssemblyOrModuleSymbol(read)!;
        ISymbol[] symbols = [.. Inside(assembly.GlobalNamespace).Where(IsVisible)];
        Ids = symbols.Select(symbol => symbol.GetDocumentationCommentId()!).ToHashSet(StringComparer.Ordinal);
        Written = [.. symbols.Where(IsWritten).Select(symbol => symbol.GetDocumentationCommentId()!)];
    }

    /// <summary>All, as an XML documentation file names them.</summary>
    public IReadOnlySet<string> Ids { get; }

    /// <summary>Those that stand in the source; others come with a record, a delegate or a property.</summary>
    public IReadOnlyList<string> Written { get; }

    private static IEnumerable<ISymbol> Inside(INamespaceOrTypeSymbol parent) => parent.GetMembers().SelectMany(
        member => member is INamespaceOrTypeSymbol inner ? (IEnumerable<ISymbol>)[member, .. Inside(inner)] : [member]);

    private static bool IsVisible(ISymbol symbol) => symbol is not INamespaceSymbol && (
        symbol.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal)
        && (symbol.ContainingType is null || IsVisible(symbol.ContainingType));

    private static bool IsWritten(ISymbol symbol) =>
        !symbol.IsImplicitlyDeclared && !symbol.IsOverride && !symbol.Name.Contains('<') && symbol.Name != "EqualityContract"
        && symbol.ContainingType?.TypeKind != TypeKind.Delegate
        && !symbol.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "CompilerGeneratedAttribute")
        && symbol is not IMethodSymbol { AssociatedSymbol: not null }
        && symbol is not IMethodSymbol { MethodKind: MethodKind.Constructor, Parameters.Length: 0 }
        && symbol is not IMethodSymbol { MethodKind: MethodKind.Constructor, ContainingType.IsRecord: true };
}
