namespace LstmForecast.Runtime.Tests.Files;

public sealed class GoldenFileTests
{
    public GoldenFileTests()
    {
        if (Environment.GetEnvironmentVariable(GoldenFiles.Variable) is not { Length: > 0 } folder) return;
        GoldenFiles.Write(folder);
        throw new InvalidOperationException(
            $"The golden files were written to '{folder}'; unset {GoldenFiles.Variable}, build and test again.");
    }

    public static TheoryData<string> Names => [.. GoldenModels.All.Keys];

    [Theory, MemberData(nameof(Names))]
    public void Load_FileOfVersionOne_ForecastsAsWhenItWasWritten(string name)
    {
        TrainedForecaster model = TrainedForecaster.Load(new MemoryStream(GoldenFiles.Bytes(name)));

        // Vectors of another width add in another order.
        double tolerance = model.Definition.Precision == Precision.Float32 ? 1e-5 : 1e-11;
        GoldenFiles.Numbers(name, model).Should().Equal(
            GoldenFiles.Forecasts()[name], (a, b) => Math.Abs(a - b) <= tolerance * Math.Max(1, Math.Abs(b)));
    }

    /// <summary>A file that is read and written again loses nothing, and its format is still the one it was.</summary>
    [Theory, MemberData(nameof(Names))]
    public void Save_FileOfVersionOne_GivesTheSameBytes(string name)
    {
        byte[] golden = GoldenFiles.Bytes(name);

        byte[] again = HandMadeFile.Bytes(TrainedForecaster.Load(new MemoryStream(golden)));

        System.Text.Encoding.UTF8.GetString(again).Should().Be(System.Text.Encoding.UTF8.GetString(golden));
        again.Should().Equal(golden);
    }

    [Fact]
    public void GoldenFiles_AreSmallAndAllThere()
    {
        Directory.GetFiles(GoldenFiles.Folder, "*.lstm").Select(Path.GetFileNameWithoutExtension)
            .Should().BeEquivalentTo(GoldenModels.All.Keys);
        GoldenModels.All.Keys.Sum(name => GoldenFiles.Bytes(name).Length).Should().BeLessThan(60_000);
    }
}
