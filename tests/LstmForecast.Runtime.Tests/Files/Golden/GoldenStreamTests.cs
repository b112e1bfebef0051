namespace LstmForecast.Runtime.Tests.Files;

public sealed class GoldenStreamTests
{
    public static TheoryData<string> Names => [.. GoldenFiles.StreamNames];

    [Theory, MemberData(nameof(Names))]
    public void Load_StreamOfVersionOne_GoesOnAsWhenItWasWritten(string name)
    {
        TrainedForecaster model = TrainedForecaster.Load(new MemoryStream(GoldenFiles.Bytes(name)));

        ForecastStream stream = ForecastStream.Load(model, new MemoryStream(GoldenFiles.StreamBytes(name)));

        TimeSeries history = GoldenModels.Given(name, model).History;
        stream.SeriesName.Should().Be(history.Name);
        stream.Count.Should().Be(history.Length);
        stream.Options.Should().Be(GoldenFiles.StreamOptions);
        stream.Row.Series.Times.Should().Be(history.Times);
        stream.Row.Series.Statics.Should().Equal(history.Statics);
        // Vectors of another width add in another order.
        double tolerance = model.Definition.Precision == Precision.Float32 ? 1e-5 : 1e-11;
        GoldenFiles.StreamNumbers(stream).Should().Equal(
            GoldenFiles.StreamForecasts()[name], (a, b) => Math.Abs(a - b) <= tolerance * Math.Max(1, Math.Abs(b)));
    }

    [Theory, MemberData(nameof(Names))]
    public void Save_StreamOfVersionOne_GivesTheSameBytes(string name)
    {
        TrainedForecaster model = TrainedForecaster.Load(new MemoryStream(GoldenFiles.Bytes(name)));
        using var again = new MemoryStream();

        ForecastStream.Load(model, new MemoryStream(GoldenFiles.StreamBytes(name))).Save(again);

        again.ToArray().Should().Equal(GoldenFiles.StreamBytes(name));
    }
}
