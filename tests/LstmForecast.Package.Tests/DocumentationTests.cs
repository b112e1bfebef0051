using System.Xml.Linq;

namespace LstmForecast.Package.Tests;

[Collection(nameof(PackedLibraries)), Trait("Category", "Package")]
public sealed class DocumentationTests(PackedLibraries packed)
{
    public static TheoryData<string> Libraries => PackageContentTests.Libraries;

    [Theory, MemberData(nameof(Libraries))]
    public void Documentation_OfLibrary_IsThatOfItsPublicMembers(string id)
    {
        using PackageFile package = packed.Open(id);
        var members = new PublicMembers(package.ReadBytes($"lib/net10.0/{id}.dll"));
        string[] documented = [.. XDocument.Parse(package.ReadText($"lib/net10.0/{id}.xml")).Descendants("member")
            .Select(member => member.Attribute("name")!.Value)];

        documented.Should().NotBeEmpty();
        documented.Where(name => !members.Ids.Contains(name)).Should().BeEmpty("nobody can name these");
        members.Written.Except(documented).Should().BeEmpty("users look these up");
    }
}
