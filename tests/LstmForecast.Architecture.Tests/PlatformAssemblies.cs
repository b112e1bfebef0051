using Microsoft.CodeAnalysis;

namespace LstmForecast.Architecture.Tests;

/// <summary>The assemblies that this test process runs on: the framework's, the packages' and ours.</summary>
internal static class PlatformAssemblies
{
    private static readonly string FrameworkFolder = Path.GetDirectoryName(typeof(object).Assembly.Location)!;

    private static readonly string[] Paths =
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);

    private static readonly HashSet<string> FrameworkNames =
        [.. Paths.Where(IsInFrameworkFolder).Select(path => Path.GetFileNameWithoutExtension(path))];

    public static bool IsFramework(string assembly) => FrameworkNames.Contains(assembly);

    public static bool IsNotOurs(string assembly) =>
        assembly != "LstmForecast" && !assembly.StartsWith("LstmForecast.", StringComparison.Ordinal);

    public static IEnumerable<MetadataReference> References(Func<string, bool> accepts) =>
        from path in Paths
        where accepts(Path.GetFileNameWithoutExtension(path))
        select MetadataReference.CreateFromFile(path);

    private static bool IsInFrameworkFolder(string path) => Path.GetDirectoryName(path) == FrameworkFolder;
}
