namespace LstmForecast.Package.Tests;

[Collection(nameof(PackedLibraries)), Trait("Category", "Package")]
public sealed class ConsumerTests(PackedLibraries packed)
{
    private static readonly string[] Kinds =
        ["L-BFGS", "AdamW", "SGD", "fine-tuned", "resumed", "ensemble", "backtest", "normalized"];

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

    // Without libtorch a plain network trains to the same bits as with it, and what needs it says so.
    [Fact]
    public void Training_ConsumerWithoutLibtorch_GetsTheBitsOfOneWithIt()
    {
        Consumer without = new(packed, "Plain");
        without.Packages.Should().Contain("TorchSharp")
            .And.NotContain(package => package.StartsWith("libtorch", StringComparison.Ordinal));
        // Between them TorchSharp tells on the console where it has looked.
        string[] alone = [.. without.Run().Where(line => Kinds.Contains(line.Split(':')[0]))];
        Consumer with = new(packed, "Plain", "-p:WithLibtorch=true");
        with.Packages.Should().Contain(package => package.StartsWith("libtorch", StringComparison.Ordinal));
        string[] beside = with.Run();

        alone[..^1].Should().HaveCount(7).And.Equal(beside[..^1]);
        alone[^1].Should().StartWith("normalized: Normalization is Layer, which takes libtorch to train.")
            .And.Contain("Reference the package TorchSharp-cpu");
        beside[^1].Should().Be("normalized: trained");
    }

    // A service that shows what a model says, and has no use for half a gigabyte of libtorch.
    [Fact]
    public void Plots_ConsumerWithNoOtherReference_DrawsAForecastWithoutTorchSharp()
    {
        string model = Repository.PathOf("tests", "LstmForecast.Runtime.Tests", "Files", "Golden", "Version1", "plain.lstm");
        string picture = Path.Combine(packed.Folder, "forecast.png");
        Consumer drawing = new(packed, "Drawing");
        drawing.Run(model, picture);

        drawing.Packages.Should().Contain("LstmForecast.Runtime").And.NotContain("LstmForecast");
        drawing.Packages.Should().NotContain(id => id.Contains("TorchSharp", StringComparison.OrdinalIgnoreCase));
        File.ReadAllBytes(picture).Take(4).Should().Equal(0x89, (byte)'P', (byte)'N', (byte)'G');
    }
}
