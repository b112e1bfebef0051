namespace LstmForecast.Tests.Backend;

/// <summary>A folder of its own for a test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    internal string Path { get; } = Directory.CreateTempSubdirectory("lstmforecast-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
