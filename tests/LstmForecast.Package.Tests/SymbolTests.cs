using System.Reflection.Metadata;
using System.Text;

namespace LstmForecast.Package.Tests;

[Collection(nameof(PackedLibraries)), Trait("Category", "Package")]
public sealed class SymbolTests(PackedLibraries packed)
{
    /// <summary>From the specification of portable PDBs.</summary>
    private static readonly Guid SourceLinkKind = new("CC110556-A091-4D38-9FEC-25AB9A351A6A");

    private static readonly string[] KnownHosts = ["github.com", "gitlab.com", "bitbucket.org", "dev.azure.com"];

    public static TheoryData<string> Libraries => PackageContentTests.Libraries;

    [Theory, MemberData(nameof(Libraries))]
    public void Symbols_OfLibrary_NameNoFolderOfTheBuildMachine(string id)
    {
        IEnumerable<string> documents = ReadPdb(id, reader =>
            reader.Documents.Select(handle => reader.GetString(reader.GetDocument(handle).Name)).ToArray());

        documents.Should().NotBeEmpty().And.OnlyContain(name => name.StartsWith("/_/", StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Libraries))]
    public void Symbols_WhereTheRemoteIsAKnownHost_LinkToTheSources(string id)
    {
        (_, string remote) = Command.TryRun(Repository.PathOf(), "git", "remote", "get-url", "origin");
        string? link = ReadPdb(id, reader => reader.CustomDebugInformation
            .Select(reader.GetCustomDebugInformation)
            .Where(info => reader.GetGuid(info.Kind) == SourceLinkKind)
            .Select(info => Encoding.UTF8.GetString(reader.GetBlobBytes(info.Value)))
            .SingleOrDefault());

        if (KnownHosts.Any(host => remote.Contains(host, StringComparison.Ordinal)))
        {
            link.Should().Contain("\"/_/*\":\"https://");
        }
        else
        {
            link.Should().BeNull("'{0}' is no place from which a debugger could fetch sources", remote.Trim());
        }
    }

    private T ReadPdb<T>(string id, Func<MetadataReader, T> read)
    {
        using PackageFile package = packed.Open(id, "snupkg");
        using MetadataReaderProvider pdb = package.OpenPdb($"lib/net10.0/{id}.pdb");
        return read(pdb.GetMetadataReader());
    }
}
