using System.Text.Json.Nodes;
using CsCheck;
using LstmForecast.Runtime.Tests.Streaming;

namespace LstmForecast.Runtime.Tests.Files;

public sealed class StreamFileTests
{
    private static readonly StreamingOptions Watched =
        new() { Intervals = new() { Horizon = 1, Window = 7 }, Drift = new() { MinimumErrors = 10 } };

    [Fact]
    public void Load_SavedStream_GoesOnWithTheSameBits() => StreamModels.All.Sample(
        definition =>
        {
            var model = new TrainedForecaster(definition);
            TimeSeries series = StreamModels.Series(definition, 40, name: "stranger");
            ForecastStream state = model.StartStream(series[..20], Watched);

            // The model goes through a file as well, as it would to another process.
            ForecastStream loaded = ForecastStream.Load(Reloaded(model), new MemoryStream(Bytes(state)));
            for (int time = 20; time < 40; time++)
            {
                state.Update(series.At(time));
                loaded.Update(series.At(time));
            }

            int horizon = model.MaximumHorizon ?? 4;
            loaded.Forecast(horizon).Values.ToArray().Should().Equal(state.Forecast(horizon).Values.ToArray());
            loaded.Forecast(1).Times.Should().Be(state.Forecast(1).Times);
            loaded.Interval().Should().Be(state.Interval());
            loaded.Drift.Should().Be(state.Drift);
            loaded.Options.Should().Be(state.Options);
            loaded.SeriesName.Should().Be("stranger");
            Bytes(loaded).Should().Equal(Bytes(state));
        },
        iter: 40);

    [Fact]
    public void Load_AnotherModel_IsRefused()
    {
        var model = new TrainedForecaster(StreamModels.Of([], MissingValues.Error));
        var other = new TrainedForecaster(StreamModels.Of([], MissingValues.Error, members: 2));
        byte[] bytes = Bytes(model.StartStream(StreamModels.Series(model.Definition, 9)));

        FluentActions.Invoking(() => ForecastStream.Load(other, new MemoryStream(bytes))).Should().Throw<InvalidDataException>()
            .WithMessage("The stream in these data cannot be read: it belongs to another model; load it with the one it was made with.*");
    }

    [Fact]
    public void Load_AnyByteChangedOrLeftOut_IsRefused()
    {
        var model = new TrainedForecaster(StreamModels.Of([], MissingValues.Mask));
        byte[] bytes = Bytes(model.StartStream(StreamModels.Series(model.Definition, 9), Watched));

        for (int i = 0; i < bytes.Length; i++)
        {
            byte[] changed = [.. bytes];
            changed[i] ^= 0x41;
            Refused(model, changed);
            Refused(model, bytes[..i]);
        }

        Refused(model, [.. bytes, 0]);
    }

    /// <summary>A checksum is no protection from somebody who can compute one.</summary>
    [Fact]
    public void Load_DamageBehindAGoodChecksum_NeverDoesMoreThanRefuse()
    {
        (TrainedForecaster model, byte[] bytes) = OfEverything();
        (from place in Gen.Int[0, HandMadeFile.From(bytes).Data.Length - 1]
         from value in Gen.Byte
         from length in Gen.Int[1, 9]
         select (place, value, length)).Sample(
            one =>
            {
                HandMadeFile file = HandMadeFile.From(bytes);
                file.Data.AsSpan(one.place, Math.Min(one.length, file.Data.Length - one.place)).Fill(one.value);
                try
                {
                    ForecastStream.Load(model, new MemoryStream(file.ToBytes())).Count.Should().BeGreaterThanOrEqualTo(0);
                }
                catch (InvalidDataException)
                {
                    // The one exception that is announced.
                }
            },
            iter: 5000);
    }

    [Fact]
    public void Load_Mutants_AreStreamsOrRefused()
    {
        (TrainedForecaster model, byte[] bytes) = OfEverything();

        int read = Mutants.Load(bytes, 5000, mutant => ForecastStream.Load(model, new MemoryStream(mutant)));

        read.Should().BeInRange(50, 3000, "mutants must go deep, and most must be found out");
    }

    [Theory]
    [InlineData("model", "null", "")]
    [InlineData("model", "\"00\"", "it belongs to another model")]
    [InlineData("series", "null", "")]
    [InlineData("series.name", "null", "")]
    [InlineData("series.times.start", "\"2024-01-06T00:00:00+02:00\"", "")]
    [InlineData("series.times.step", "\"P0D\"", "")]
    [InlineData("series.statics", "[null]", "a static value is null.")]
    [InlineData("series.statics", "[{\"name\":\"x\",\"number\":null,\"category\":null}]", "must be a number or a category")]
    [InlineData("options", "null", "")]
    [InlineData("options.intervals.window", "2147483647", "Window")]
    [InlineData("options.intervals.horizon", "0", "Horizon")]
    public void Load_MetadataThatLie_AreRefused(string path, string json, string message)
    {
        (TrainedForecaster model, byte[] bytes) = OfEverything();
        HandMadeFile file = HandMadeFile.From(bytes);
        file.EditMetadata(metadata =>
        {
            string[] names = path.Split('.');
            names[..^1].Aggregate(metadata, (node, name) => node[name]!.AsObject())[names[^1]] = JsonNode.Parse(json);
        });

        FluentActions.Invoking(() => ForecastStream.Load(model, new MemoryStream(file.ToBytes())))
            .Should().Throw<InvalidDataException>()
            .WithMessage($"The stream in these data cannot be read: *{message}*Save the stream again, or start a new one from the history.");
    }

    [Fact]
    public void Load_NewerVersion_SaysSo()
    {
        (TrainedForecaster model, byte[] bytes) = OfEverything();
        HandMadeFile file = HandMadeFile.From(bytes);
        file.EditMetadata(metadata => metadata["version"] = 9);

        FluentActions.Invoking(() => ForecastStream.Load(model, new MemoryStream(file.ToBytes())))
            .Should().Throw<InvalidDataException>().WithMessage("*it has the format version 9, this library reads 1.*");
    }

    [Fact]
    public void Save_Path_IsReadAgain()
    {
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.state");
        var model = new TrainedForecaster(StreamModels.Of([], MissingValues.Error));
        try
        {
            model.StartStream(StreamModels.Series(model.Definition, 9)).Save(path);

            ForecastStream.Load(model, path).Count.Should().Be(9);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static (TrainedForecaster Model, byte[] Bytes) OfEverything()
    {
        var model = new TrainedForecaster(StreamModels.Of([], MissingValues.Mask, calendar: true, known: true));
        TimeSeries series = StreamModels.Series(model.Definition, 9).WithStatic("region", "north").WithStatic("area", 2.5);
        return (model, Bytes(model.StartStream(series, Watched, new TimeSeries("A", [1.0, 2], ["known"]))));
    }

    private static void Refused(TrainedForecaster model, byte[] bytes) =>
        FluentActions.Invoking(() => ForecastStream.Load(model, new MemoryStream(bytes))).Should().ThrowExactly<InvalidDataException>();

    private static TrainedForecaster Reloaded(TrainedForecaster model)
    {
        using var memory = new MemoryStream();
        model.Save(memory);
        memory.Position = 0;
        return TrainedForecaster.Load(memory);
    }

    private static byte[] Bytes(ForecastStream state)
    {
        using var memory = new MemoryStream();
        state.Save(memory);
        return memory.ToArray();
    }
}
