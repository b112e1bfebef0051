using System.Xml.Linq;

namespace LstmForecast.Package.Tests;

[Collection(nameof(PackedLibraries)), Trait("Category", "Package")]
public sealed class PackageContentTests(PackedLibraries packed)
{
    public static TheoryData<string> Libraries =>
    [
        "LstmForecast.Runtime", "LstmForecast.Csv", "LstmForecast.DataFrames", "LstmForecast", "LstmForecast.Plots",
        "LstmForecast.Onnx",
    ];

    [Theory, MemberData(nameof(Libraries))]
    public void Package_OfLibrary_HoldsLibraryDocumentationAndReadme(string id)
    {
        using PackageFile package = packed.Open(id);

        package.Files.Should().Contain([$"lib/net10.0/{id}.dll", $"lib/net10.0/{id}.xml", "README.md"]);
        package.ReadText("README.md").Should().Be(File.ReadAllText(Repository.PathOf("README.md")));
        package.ReadText($"lib/net10.0/{id}.xml").Should().Contain($"<name>{id}</name>");
    }

    [Theory, MemberData(nameof(Libraries))]
    public void Package_OfLibrary_HoldsOneLibraryAndNoNativeCode(string id)
    {
        using PackageFile package = packed.Open(id);

        package.Files.Where(name => name.StartsWith("lib/", StringComparison.Ordinal)).Should().HaveCount(2);
        package.Files.Should().NotContain(name => name.StartsWith("runtimes/", StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Libraries))]
    public void Nuspec_OfLibrary_SaysWhatAFeedShows(string id)
    {
        using PackageFile package = packed.Open(id);

        package["id"].Should().Be(id);
        package["license"].Should().Be("MIT");
        package["readme"].Should().Be("README.md");
        package["description"].Should().NotBeNullOrWhiteSpace().And.NotBe("Package Description");
        package["authors"].Should().NotBe(id);
        package["tags"].Should().Contain("lstm");
    }

    // Only these: what the build pins for itself must not bind those who use the package.
    [Fact]
    public void Dependencies_OfRuntime_AreNone()
    {
        using PackageFile package = packed.Open("LstmForecast.Runtime");

        package.Dependencies.Should().BeEmpty();
    }

    [Fact]
    public void Dependencies_OfLstmForecast_AreTheWantedOnes()
    {
        using PackageFile package = packed.Open("LstmForecast");

        package.Dependencies.Should().BeEquivalentTo(
            $"LstmForecast.Runtime [{packed.Version}]",
            $"Microsoft.Extensions.Logging.Abstractions {CentralVersion("Microsoft.Extensions.Logging.Abstractions")}",
            $"TorchSharp {CentralVersion("TorchSharp")}");
    }

    // Both use internals of the Runtime, and work with no other version of it.
    [Theory]
    [InlineData("LstmForecast.Csv", "CsvHelper")]
    [InlineData("LstmForecast.DataFrames", "Microsoft.Data.Analysis")]
    public void Dependencies_OfReaders_AreTheWantedOnes(string id, string reader)
    {
        using PackageFile package = packed.Open(id);

        package.Dependencies.Should().BeEquivalentTo(
            $"LstmForecast.Runtime [{packed.Version}]", $"{reader} {CentralVersion(reader)}");
    }

    // ScottPlot itself brings the native libraries with which it draws on Linux; see ConsumerTests.
    [Fact]
    public void Dependencies_OfPlots_AreTheWantedOnes()
    {
        using PackageFile package = packed.Open("LstmForecast.Plots");

        package.Dependencies.Should().BeEquivalentTo(
            $"LstmForecast.Runtime [{packed.Version}]",
            $"ScottPlot {CentralVersion("ScottPlot")}");
    }

    [Fact]
    public void Dependencies_OfOnnx_AreTheWantedOnes()
    {
        using PackageFile package = packed.Open("LstmForecast.Onnx");

        package.Dependencies.Should().BeEquivalentTo(
            $"LstmForecast.Runtime [{packed.Version}]",
            $"Google.Protobuf {CentralVersion("Google.Protobuf")}");
    }

    internal static string CentralVersion(string id) =>
        XDocument.Load(Repository.PathOf("Directory.Packages.props")).Descendants("PackageVersion")
            .Single(item => item.Attribute("Include")!.Value == id).Attribute("Version")!.Value;
}
