using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text;
using System.Xml.Linq;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

/// <summary>
/// An inline task of src/Directory.Build.targets: the compiler writes the comments of all members into the XML file,
/// this takes out those of members that nobody outside of the assembly can name.
/// </summary>
public sealed class PublicDocumentation : Task
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    [Required]
    public string AssemblyPath { get; set; } = "";

    [Required]
    public string DocumentationPath { get; set; } = "";

    /// <summary>What the assembly was compiled against.</summary>
    [Required]
    public ITaskItem[] References { get; set; } = Array.Empty<ITaskItem>();

    public override bool Execute()
    {
        // Inline tasks are compiled against .NET Standard, which lacks MetadataLoadContext; MSBuild itself uses it.
        Assembly loader = Assembly.Load("System.Reflection.MetadataLoadContext");
        IEnumerable<string> paths = References.Select(item => item.ItemSpec).Append(AssemblyPath);
        object resolver = Activator.CreateInstance(loader.GetType("System.Reflection.PathAssemblyResolver", true), paths);
        Type contextType = loader.GetType("System.Reflection.MetadataLoadContext", true);
        using (var context = (IDisposable)Activator.CreateInstance(contextType, resolver, "System.Runtime"))
        {
            var assembly = (Assembly)contextType.GetMethod("LoadFromAssemblyPath").Invoke(context, new object[] { AssemblyPath });
            var visible = new HashSet<string>(assembly.GetTypes().Where(IsVisible).SelectMany(IdsOf), StringComparer.Ordinal);
            XDocument documentation = XDocument.Load(DocumentationPath, LoadOptions.PreserveWhitespace);
            List<XElement> hidden = documentation.Descendants("member")
                .Where(member => !visible.Contains((string)member.Attribute("name"))).ToList();
            foreach (XElement member in hidden)
            {
                // With the line break and the indentation before it.
                if (member.PreviousNode is XText) member.PreviousNode.Remove();
                member.Remove();
            }

            if (hidden.Count > 0) documentation.Save(DocumentationPath, SaveOptions.DisableFormatting);
            Log.LogMessage("{0}: {1} comments of internal members left out.", DocumentationPath, hidden.Count);
        }

        return !Log.HasLoggedErrors;
    }

    private static bool IsVisible(Type type) => type.IsNested
        ? (type.IsNestedPublic || type.IsNestedFamily || type.IsNestedFamORAssem) && IsVisible(type.DeclaringType)
        : type.IsPublic;

    private static bool IsVisible(MethodBase method) =>
        method != null && (method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly);

    // The ids of the C# standard, annex D.4.
    private static IEnumerable<string> IdsOf(Type type)
    {
        string owner = NameOf(type);
        yield return "T:" + owner;
        foreach (FieldInfo field in type.GetFields(Declared))
        {
            if (field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly) yield return "F:" + owner + "." + field.Name;
        }

        foreach (PropertyInfo property in type.GetProperties(Declared))
        {
            if (property.GetAccessors(nonPublic: true).Any(IsVisible))
                yield return "P:" + owner + "." + property.Name + Parameters(property.GetIndexParameters());
        }

        foreach (EventInfo one in type.GetEvents(Declared))
        {
            if (IsVisible(one.GetAddMethod(nonPublic: true))) yield return "E:" + owner + "." + one.Name;
        }

        foreach (ConstructorInfo constructor in type.GetConstructors(Declared))
        {
            if (IsVisible(constructor))
                yield return "M:" + owner + "." + constructor.Name.Replace('.', '#') + Parameters(constructor.GetParameters());
        }

        foreach (MethodInfo method in type.GetMethods(Declared))
        {
            if (!IsVisible(method)) continue;
            string arity = method.IsGenericMethod ? "``" + method.GetGenericArguments().Length : "";
            string result = method.Name == "op_Implicit" || method.Name == "op_Explicit" || method.Name == "op_CheckedExplicit"
                ? "~" + Reference(method.ReturnType) : "";
            yield return "M:" + owner + "." + method.Name + arity + Parameters(method.GetParameters()) + result;
        }
    }

    private static string NameOf(Type type) => type.FullName.Replace('+', '.');

    private static string Parameters(ParameterInfo[] parameters) => parameters.Length == 0
        ? "" : "(" + string.Join(",", parameters.Select(one => Reference(one.ParameterType))) + ")";

    private static string Reference(Type type)
    {
        if (type.IsByRef) return Reference(type.GetElementType()) + "@";
        if (type.IsPointer) return Reference(type.GetElementType()) + "*";
        if (type.IsArray)
        {
            int rank = type.GetArrayRank();
            return Reference(type.GetElementType())
                + (rank == 1 ? "[]" : "[" + string.Join(",", Enumerable.Repeat("0:", rank)) + "]");
        }

        if (type.IsGenericParameter) return (type.DeclaringMethod == null ? "`" : "``") + type.GenericParameterPosition;
        if (!type.IsGenericType) return NameOf(type);

        // Outer`1+Inner`2 of three arguments is Outer{a}.Inner{b,c}.
        var name = new StringBuilder();
        Type[] arguments = type.GetGenericArguments();
        int used = 0;
        foreach (string part in NameOf(type.GetGenericTypeDefinition()).Split('.'))
        {
            if (name.Length > 0) name.Append('.');
            string[] pieces = part.Split('`');
            name.Append(pieces[0]);
            if (pieces.Length == 1) continue;
            int count = int.Parse(pieces[1]);
            name.Append('{').Append(string.Join(",", arguments.Skip(used).Take(count).Select(Reference))).Append('}');
            used += count;
        }

        return name.ToString();
    }
}
