using System.Globalization;
using System.Text.Json;

namespace LstmForecast.Samples.Tests.Streaming;

public sealed class StreamingTests : IDisposable
{
    private const int Horizon = 4;

    private readonly string _file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.lstm");

    [Fact]
    public async Task Values_OfOneChannel_GetTheForecastsOfTheLibrary()
    {
        TrainedForecaster model = Saved(TinyModel.Random(seed: 1));
        double[] values = [.. Enumerable.Range(0, 12).Select(t => Math.Sin(t / 3.0))];

        StreamingProgram run = await StreamingProgram.Run(Lines(values), _file, $"{Horizon}");

        run.ExitCode.Should().Be(0);
        run.Error.Should().BeEmpty();
        run.Output.Should().HaveCount(values.Length);
        for (int i = 0; i < values.Length; i++)
        {
            JsonElement line = JsonDocument.Parse(run.Output[i]).RootElement;
            line.GetProperty("point").GetInt32().Should().Be(i + 1);
            line.GetProperty("missing").GetBoolean().Should().BeFalse();
            line.GetProperty("drift").GetString().Should().Be("None");
            Forecast(line, model.Channels[0]).Should().Equal(
                model.Forecast(new TimeSeries("x", values.AsSpan(0, i + 1), model.Channels), Horizon).Channel());
        }
    }

    [Fact]
    public async Task Values_OfTwoChannels_StandBetweenCommas()
    {
        TrainedForecaster model = Saved(TinyModel.Random(seed: 2, channels: 2));

        StreamingProgram run = await StreamingProgram.Run("0.5, -1\r\n\r\n0.25,1e-1\r\n", _file);

        run.Output.Should().HaveCount(2);
        Forecast expected = model.Forecast(new TimeSeries("x", [0.5, -1, 0.25, 0.1], model.Channels), 1);
        JsonElement line = JsonDocument.Parse(run.Output[1]).RootElement;
        for (int channel = 0; channel < 2; channel++)
            Forecast(line, model.Channels[channel]).Should().Equal(expected.Channel(channel));
    }

    [Fact]
    public async Task MissingValue_OfAnyModel_IsSaidAndStoodForByItsForecast()
    {
        TrainedForecaster model = Saved(TinyModel.Random(seed: 3));
        double own = model.Forecast(new TimeSeries("x", [0.5, 0.25], model.Channels), 1).Step(1);

        StreamingProgram run = await StreamingProgram.Run("0.5\n0.25\nNaN\n0.75\n", _file, "2");

        run.ExitCode.Should().Be(0);
        JsonElement[] lines = [.. run.Output.Select(line => JsonDocument.Parse(line).RootElement)];
        lines.Select(line => line.GetProperty("missing").GetBoolean()).Should().Equal(false, false, true, false);
        Forecast(lines[3], model.Channels[0]).Should().Equal(
            model.Forecast(new TimeSeries("x", [0.5, 0.25, own, 0.75], model.Channels), 2).Channel());
    }

    [Theory]
    [InlineData("1,2", "Line 2 is '1,2'; it needs 1 numbers with commas between them, and a point in each.")]
    [InlineData("one", "Line 2 is 'one'; it needs 1 numbers *")]
    [InlineData("Infinity", "Line 2 is 'Infinity': Series 'stdin', channel '*', point 1: Infinity is no finite number. *for nothing else.")]
    public async Task BadLine_IsNamedAfterTheForecastsBeforeIt(string bad, string message)
    {
        Saved(TinyModel.Random(seed: 1));

        StreamingProgram run = await StreamingProgram.Run($"0.5\n{bad}\n0.25\n", _file);

        run.ExitCode.Should().Be(1);
        run.Error.Should().Match(message);
        run.Output.Should().ContainSingle();
    }

    [Theory]
    [InlineData]
    [InlineData("a.lstm", "0")]
    [InlineData("a.lstm", "--speed")]
    [InlineData("a.lstm", "1", "2")]
    public async Task Arguments_ThatMakeNoSense_GetTheUsage(params string[] arguments)
    {
        StreamingProgram run = await StreamingProgram.Run("", arguments);

        run.ExitCode.Should().Be(2);
        run.Error.Should().StartWith("Usage: Streaming MODEL.lstm [HORIZON | --time]");
        run.Output.Should().BeEmpty();
    }

    [Fact]
    public async Task Model_ThatIsNotThere_IsNamed()
    {
        StreamingProgram run = await StreamingProgram.Run("1\n", _file);

        run.ExitCode.Should().Be(1);
        run.Error.Should().Contain(_file);
    }

    public void Dispose() => File.Delete(_file);

    private TrainedForecaster Saved(TrainedForecaster model)
    {
        model.Save(_file);
        return model;
    }

    private static string Lines(double[] values) =>
        string.Concat(values.Select(value => value.ToString("R", CultureInfo.InvariantCulture) + "\n"));

    private static double[] Forecast(JsonElement line, string channel) =>
        [.. line.GetProperty("forecast").GetProperty(channel).EnumerateArray().Select(value => value.GetDouble())];
}
