using System.Text.Json.Nodes;
using LstmForecast.Runtime.Tests.Forecasting;
using LstmForecast.Transforms;

namespace LstmForecast.Runtime.Tests.Files;

public sealed class CalibrationFileTests
{
    private static readonly TimeSeries Series = Models.Wave("A", 60, 2);

    [Fact]
    public void Load_CalibratedModel_HasTheSameIntervals()
    {
        TrainedForecaster model = Calibrated();

        TrainedForecaster read = TrainedForecaster.Load(new MemoryStream(HandMadeFile.Bytes(model)));

        for (int channel = 0; channel < 2; channel++)
        {
            read.Forecast(Series, 3).Interval(0.9, channel).Should()
                .BeEquivalentTo(model.Forecast(Series, 3).Interval(0.9, channel), options => options.WithStrictOrdering());
        }
    }

    [Fact]
    public void Save_ModelWithoutCalibration_SaysNothingOfIt() =>
        HandMadeFile.Of(Models.Random(2)).Metadata().ContainsKey("intervals").Should().BeFalse();

    [Theory]
    [InlineData("horizon", "0")]
    [InlineData("horizon", "4")]
    [InlineData("horizon", "2147483647")]
    [InlineData("count", "0")]
    [InlineData("count", "41")]
    [InlineData("floors", "[1]")]
    [InlineData("floors", "[1, 0]")]
    [InlineData("floors", "[1, \"NaN\"]")]
    [InlineData("floors", "null")]
    [InlineData("errors", "[]")]
    [InlineData("errors", "null")]
    [InlineData("errors", "[null, null, null, null, null, null]")]
    [InlineData("errors.0.count", "39")]
    [InlineData("errors.0.sizes", "[1]")]
    [InlineData("errors.0.sizes", "null")]
    [InlineData("errors.0.sizes.3", "-1")]
    [InlineData("errors.0.sizes.3", "1e300")]
    [InlineData("errors.0.sizes.39", "\"Infinity\"")]
    [InlineData("corrections", "[null]")]
    [InlineData("corrections", "[{\"lower\":0,\"upper\":1,\"shifts\":[0,0,0,0,0,0]}]")]
    public void Load_DamagedCalibration_IsRefused(string path, string json)
    {
        HandMadeFile file = HandMadeFile.Of(Calibrated());
        file.EditMetadata(metadata =>
        {
            string[] names = path.Split('.');
            JsonNode place = metadata["intervals"]!;
            foreach (string name in names[..^1]) place = place is JsonArray ? place[int.Parse(name)]! : place[name]!;
            if (place is JsonArray array) array[int.Parse(names[^1])] = JsonNode.Parse(json);
            else place[names[^1]] = JsonNode.Parse(json);
        });

        Refusal.Of(file.ToBytes()).Should().NotBeNull();
    }

    private static TrainedForecaster Calibrated() =>
        Models.Random(2, new FittedDifference(1)).CalibrateIntervals([Series], new RollingCutoffs { Horizon = 3, Count = 40 });
}
