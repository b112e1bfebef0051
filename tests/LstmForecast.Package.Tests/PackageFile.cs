using System.IO.Compression;
using System.Reflection.Metadata;
using System.Xml.Linq;

namespace LstmForecast.Package.Tests;

/// <summary>A .nupkg or .snupkg, opened.</summary>
internal sealed class PackageFile(string path) : IDisposable
{
    private readonly ZipArchive _archive = ZipFile.OpenRead(path);

    public IEnumerable<string> Files => _archive.Entries.Select(entry => entry.FullName);

    public XElement Metadata
    {
        get
        {
            string nuspec = Files.Single(name => name.EndsWith(".nuspec", StringComparison.Ordinal));
            return XDocument.Parse(ReadText(nuspec)).Root!.Elements().Single();
        }
    }

    /// <summary>As <c>id version</c>, all target frameworks together.</summary>
    public IEnumerable<string> Dependencies =>
        from element in Metadata.Descendants()
        where element.Name.LocalName == "dependency"
        select $"{element.Attribute("id")!.Value} {element.Attribute("version")!.Value}";

    public string? this[string element] =>
        Metadata.Elements().SingleOrDefault(item => item.Name.LocalName == element)?.Value;

    public string ReadText(string name)
    {
        using StreamReader reader = new(_archive.GetEntry(name)!.Open());
        return reader.ReadToEnd();
    }

    public byte[] ReadBytes(string name)
    {
        MemoryStream bytes = new();
        using Stream compressed = _archive.GetEntry(name)!.Open();
        compressed.CopyTo(bytes);
        return bytes.ToArray();
    }

    public MetadataReaderProvider OpenPdb(string name) =>
        MetadataReaderProvider.FromPortablePdbStream(new MemoryStream(ReadBytes(name)));

    public void Dispose() => _archive.Dispose();
}
