using System.Globalization;
using System.Text.Json;

namespace LstmForecast.Tests.Arm;

[Trait("Category", "Long")]
public sealed class ArmProgramTests
{
    private const int Horizon = 5;

    [ArmFact]
    public void Streaming_OnEmulatedArm_ForecastsWhatTheLibraryForecastsHere()
    {
        string folder = Directory.CreateTempSubdirectory("lstmforecast-arm-").FullName;
        try
        {
            TrainedForecaster model = TinyModel.Random(seed: 1, units: 21);
            string file = Path.Combine(folder, "model.lstm");
            model.Save(file);
            double[] values = [.. Enumerable.Range(0, 40).Select(i => i == 25 ? double.NaN : Math.Sin(i / 3.0) + i % 5 / 10.0)];
            string input = string.Concat(values.Select(value => value.ToString("R", CultureInfo.InvariantCulture) + '\n'));

            string[] lines = QemuArm.Run(
                QemuArm.PublishStreaming(folder), [file, Horizon.ToString(CultureInfo.InvariantCulture)], input)
                .Split('\n', StringSplitOptions.RemoveEmptyEntries);

            lines.Should().HaveSameCount(values);
            ForecastState state = model.Warm(new TimeSeries("here", [], model.Channels));
            var expected = new double[Horizon];
            for (int i = 0; i < values.Length; i++)
            {
                state.Update(values.AsSpan(i, 1));
                state.Forecast(expected);
                using JsonDocument line = JsonDocument.Parse(lines[i]);
                line.RootElement.GetProperty("point").GetInt64().Should().Be(i + 1);
                line.RootElement.GetProperty("missing").GetBoolean().Should().Be(i == 25);
                JsonElement forecast = line.RootElement.GetProperty("forecast").EnumerateObject().Single().Value;
                for (int step = 0; step < Horizon; step++)
                {
                    forecast[step].GetDouble().Should().BeApproximately(
                        expected[step], 1e-5 * Math.Max(1, Math.Abs(expected[step])), $"point {i + 1}, step {step + 1}");
                }
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
