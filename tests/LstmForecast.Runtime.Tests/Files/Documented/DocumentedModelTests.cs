namespace LstmForecast.Runtime.Tests.Files;

/// <summary>That docs/model-file.md says enough to read a file, and that what it says is so.</summary>
public sealed class DocumentedModelTests
{
    [Theory]
    [InlineData("plain")]
    [InlineData("log-difference")]
    [InlineData("box-cox-seasonal-mean")]
    [InlineData("scale-seasonal-naive")]
    [InlineData("scale-per-series-window")]
    [InlineData("new-series-window-scale")]
    [InlineData("ensemble")]
    [InlineData("intervals")]
    public void Forecast_GoldenFileReadByTheDocument_IsTheLibrarys(string name)
    {
        byte[] file = GoldenFiles.Bytes(name);
        TrainedForecaster model = TrainedForecaster.Load(new MemoryStream(file));
        TimeSeries history = GoldenModels.Series([.. model.Channels]);

        double[] forecast = new DocumentedModel(file).Forecast(
            "A", [.. history.Channels.Select((_, channel) => history.Channel(channel))], horizon: 6);

        double tolerance = model.Definition.Precision == Precision.Float32 ? 2e-5 : 1e-9;
        model.Forecast(history, 6).Values.ToArray().Should().Equal(
            forecast, (a, b) => Math.Abs(a - b) <= tolerance * Math.Max(1, Math.Abs(b)));
    }
}
