using System.Globalization;
using System.Text.Json;

namespace LstmForecast.Samples.Tests.Arm;

[Trait("Category", "Long")]
public sealed class ArmProgramTests
{
    private const int Horizon = 5;

    /// <summary>
    /// There is no OpenSSL among Debian's libraries for emulation: an ensemble has so many names in its file that a reader
    /// may come to need it.
    /// </summary>
    [ArmFact]
    public void Streaming_OnEmulatedArm_ForecastsWhatTheLibraryForecastsHere()
    {
        string folder = Directory.CreateTempSubdirectory("lstmforecast-arm-").FullName;
        try
        {
            string tiny = Path.Combine(folder, "tiny.lstm");
            TinyModel.Random(seed: 1, units: 21).Save(tiny);
            string program = QemuArm.PublishStreaming(folder);

            Check(program, tiny);
            Check(program, Path.Combine(
                QemuArm.RepositoryRoot, "tests", "LstmForecast.Runtime.Tests", "Files", "Golden", "Version1", "ensemble.lstm"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Check(string program, string file)
    {
        double[] values = [.. Enumerable.Range(0, 40).Select(i => i == 25 ? double.NaN : 2 + Math.Sin(i / 3.0) + i % 5 / 10.0)];
        string input = string.Concat(values.Select(value => value.ToString("R", CultureInfo.InvariantCulture) + '\n'));

        string[] lines = QemuArm.Run(program, [file, Horizon.ToString(CultureInfo.InvariantCulture)], input)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);

        lines.Should().HaveSameCount(values);
        TrainedForecaster model = TrainedForecaster.Load(file);
        ForecastStream state = model.StartStream(new TimeSeries("here", [], model.Channels));
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
}
