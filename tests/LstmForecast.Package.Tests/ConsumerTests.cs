namespace LstmForecast.Package.Tests;

[Collection(nameof(PackedLibraries)), Trait("Category", "Package")]
public sealed class ConsumerTests(PackedLibraries packed)
{
    [Fact]
    public void Packages_TrainHereDeployThere_GiveTheSameForecast()
    {
        string model = Path.Combine(packed.Folder, "waves.lstm");
        Dictionary<string, string> training = new Consumer(packed, "Training").Run(model);
        Consumer deployment = new(packed, "Deployment");
        Dictionary<string, string> deployed = deployment.Run(model);

        training["loaded"].Should().Be(training["trained"]);
        deployed["own series"].Should().Be(training["own series"]);
        deployment.Packages.Should().Equal("LstmForecast.Runtime");
    }

    [Fact]
    public void Plots_ConsumerWithNoOtherReference_Draws()
    {
        string picture = Path.Combine(packed.Folder, "wave.png");
        new Consumer(packed, "Drawing").Run(picture);

        File.ReadAllBytes(picture).Take(4).Should().Equal(0x89, (byte)'P', (byte)'N', (byte)'G');
    }
}
