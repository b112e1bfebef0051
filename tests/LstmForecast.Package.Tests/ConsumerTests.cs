namespace LstmForecast.Package.Tests;

[Collection(nameof(PackedLibraries)), Trait("Category", "Package")]
public sealed class ConsumerTests(PackedLibraries packed)
{
    [Fact]
    public void Training_ConsumerOfThePackages_LoadsWhatItSaved()
    {
        string[] printed = new Consumer(packed, "Training").Run(Path.Combine(packed.Folder, "own.lstm"));

        string trained = printed.Single(line => line.StartsWith("trained: ", StringComparison.Ordinal));
        printed.Should().Contain(trained.Replace("trained", "loaded", StringComparison.Ordinal));
    }

    // The program of the README, smaller, trains a model; one that has never heard of TorchSharp goes on with the file.
    [Fact]
    public void Runtime_ModelOfTheSineWavesSample_ForecastsAsWhereItWasTrained()
    {
        string folder = Path.Combine(packed.Folder, "sine-waves");
        packed.RunSample("SineWaves", "--steps", "2", "--series", "12", "--length", "120", "--width", "5", "--hidden", "16",
            "--out", folder);
        string table = Path.Combine(folder, "waves.csv");
        string[] forecasts = [.. File.ReadLines(table).Where(row => row.Contains(",,", StringComparison.Ordinal))];
        forecasts.Should().HaveCount(3 * 1000);
        Consumer deployment = new(packed, "Deployment");

        deployment.Packages.Should().Equal("LstmForecast.Runtime");
        deployment.Run(Path.Combine(folder, "waves.lstm"), table).Should().Equal(forecasts);
    }

    [Fact]
    public void Plots_ConsumerWithNoOtherReference_Draws()
    {
        string picture = Path.Combine(packed.Folder, "wave.png");
        new Consumer(packed, "Drawing").Run(picture);

        File.ReadAllBytes(picture).Take(4).Should().Equal(0x89, (byte)'P', (byte)'N', (byte)'G');
    }
}
