namespace LstmForecast.Runtime.Tests.Files;

/// <summary>A folder of its own for a test, gone afterwards.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("lstm-forecast-").FullName;

    public string File(string name) => Path.Combine(_path, name);

    public string[] Names() => [.. Directory.GetFileSystemEntries(_path).Select(entry => Path.GetFileName(entry))];

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
