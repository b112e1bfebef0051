using Microsoft.CodeAnalysis;

namespace LstmForecast.Architecture.Tests.Layers;

/// <summary>One line of code that the tables do not allow, as a compiler would report it.</summary>
internal sealed record Violation(SourceFile File, int Line, string Message)
{
    public static Violation At(SourceFile file, SyntaxNode node, string message) =>
        new(file, node.GetLocation().GetLineSpan().StartLinePosition.Line + 1, message);

    public override string ToString() => $"src/{File.FullName}({Line}): {Message}";
}
