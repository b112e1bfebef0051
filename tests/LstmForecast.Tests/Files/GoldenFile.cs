namespace LstmForecast.Tests.Files;

/// <summary>A file of a released format version, kept among the tests.</summary>
internal static class GoldenFile
{
    /// <summary>
    /// Where to write the files of the current version anew: this project's folder in the source tree. As in
    /// <code>
    /// LSTM_FORECAST_GOLDEN=$PWD/tests/LstmForecast.Tests dotnet test -c Release tests/LstmForecast.Tests --filter Name~GoldenFile
    /// </code>
    /// A file of a version that was released must never be written anew.
    /// </summary>
    public const string Variable = "LSTM_FORECAST_GOLDEN";

    /// <param name="file">Its path within the project.</param>
    /// <param name="current">What the current version writes.</param>
    /// <returns>Its path.</returns>
    public static string Path(string file, Func<byte[]> current)
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } folder)
            return System.IO.Path.Combine(AppContext.BaseDirectory, file);
        string path = System.IO.Path.Combine(folder, file);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, current());
        throw new InvalidOperationException($"'{path}' was written; unset {Variable}, build and test again.");
    }
}
