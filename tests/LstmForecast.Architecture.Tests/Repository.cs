namespace LstmForecast;

/// <summary>The folder of this clone; linked into the package tests as well.</summary>
internal static class Repository
{
    private static readonly Lazy<string> Root = new(FindRoot);

    public static string PathOf(params ReadOnlySpan<string> parts) => Path.Combine([Root.Value, .. parts]);

    // Looked for, not compiled in: a deterministic build knows no paths.
    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "LstmForecast.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No folder above '{AppContext.BaseDirectory}' holds LstmForecast.sln.");
    }
}
