using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LstmForecast.Architecture.Tests.Layers;

/// <summary>Holds the <c>using</c> lines of a file against the tables: what a reader sees at its top.</summary>
internal static class UsingCheck
{
    private const string Ours = "LstmForecast";

    // An alias of a tuple or an array names no namespace, and is left to DependencyCheck.
    public static IEnumerable<Violation> Run(ProjectRules rules, SourceProject project) =>
        from file in project.Files
        let row = rules.Find(file.Folder)
        where row is not null
        from line in CSharpSyntaxTree.ParseText(file.Text).GetRoot().DescendantNodes().OfType<UsingDirectiveSyntax>()
        where line.NamespaceOrType is NameSyntax
        let name = line.NamespaceOrType.ToString().Replace("global::", "", StringComparison.Ordinal)
        let message = Judge(rules, file, row, name)
        where message is not null
        select Violation.At(file, line, message);

    private static string? Judge(ProjectRules rules, SourceFile file, FolderRules row, string name)
    {
        if (Names.IsInside(name, Ours))
        {
            string folder = name.Length == Ours.Length ? row.Name : name[(Ours.Length + 1)..].Split('.')[0];
            return MayImport(rules, row, folder) ? null : $"folder '{row.Name}' may not import '{name}'";
        }

        if (rules.Forbids(name))
        {
            return $"project '{rules.Name}' may not import '{name}'";
        }

        bool isBaseLibrary = Names.IsInside(name, "System") || Names.IsInside(name, "Microsoft.Win32");
        return isBaseLibrary || rules.AllowsPackage(file, name)
            ? null
            : $"folder '{row.Name}' may not import the package namespace '{name}'";
    }

    // A name that is no folder is a type's (using static, alias); DependencyCheck finds out where that lies.
    private static bool MayImport(ProjectRules rules, FolderRules row, string folder)
    {
        ProjectRules[] owners =
            [.. ImportTables.Projects.Where(project => project.Folders.Any(own => own.Name == folder))];
        return owners.Length == 0
            || owners.Any(owner => rules.OpenProjects.Contains(owner.Name))
            || rules.AllowsFolder(row, folder);
    }
}
