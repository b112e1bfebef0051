using LstmForecast.Samples;
using LstmForecast.Tests.Backend;

namespace LstmForecast.Tests.Samples;

/// <summary>A CSV file for one test.</summary>
internal sealed class CsvFile : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public CsvFile(params string[] lines) => File.WriteAllText(FilePath, string.Join('\n', lines));

    public string FilePath => Path.Combine(_folder.Path, "data.csv");

    public CsvColumn Read(string column = "value", string? dateColumn = null) =>
        CsvColumn.Read(FilePath, column, dateColumn);

    public void Dispose() => _folder.Dispose();
}
