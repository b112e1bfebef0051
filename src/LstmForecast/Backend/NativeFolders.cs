using System.Runtime.InteropServices;
using TorchSharp;

namespace LstmForecast.Backend;

/// <summary>Where the native libraries of TorchSharp may lie, the likeliest place first.</summary>
internal static class NativeFolders
{
    /// <summary>The first folder that holds <paramref name="fileName"/>, as the full path of that file.</summary>
    internal static string? Find(string fileName) =>
        All().Select(folder => Path.Combine(folder, fileName)).FirstOrDefault(File.Exists);

    internal static IReadOnlyList<string> All()
    {
        // The runtime's own identifier may name a distribution; the packages name only the system and the processor.
        string identifier = $"linux-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";
        string application = AppContext.BaseDirectory;
        string known = AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string ?? "";

        // Empty in a single-file application.
        string? torchSharp = Path.GetDirectoryName(typeof(torch).Assembly.Location);

        IEnumerable<string?> folders =
        [
            application,
            Path.Combine(application, "runtimes", identifier, "native"),
            .. known.Split(Path.PathSeparator),
            torchSharp,
        ];
        return [.. folders.OfType<string>().Where(folder => folder.Length > 0).Select(Normalized).Distinct()];
    }

    private static string Normalized(string folder) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
}
