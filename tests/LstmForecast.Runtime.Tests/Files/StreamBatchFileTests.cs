using System.Text.Json.Nodes;
using CsCheck;
using LstmForecast.Runtime.Tests.Streaming;

namespace LstmForecast.Runtime.Tests.Files;

public sealed class StreamBatchFileTests
{
    private static readonly StreamingOptions Watched =
        new() { Intervals = new() { Horizon = 1, Window = 7 }, Drift = new() { MinimumErrors = 10 } };

    [Fact]
    public void Load_SavedBatch_GoesOnWithTheSameBits() => StreamModels.All.Sample(
        definition =>
        {
            // More than one block of 24, of different lengths.
            const int Count = 27;
            var model = new TrainedForecaster(definition);
            TimeSeries[] series =
                [.. Enumerable.Range(0, Count).Select(i => StreamModels.Series(definition, 40, seed: i, name: $"stranger {i}"))];
            ForecastStreamBatch batch = model.StartStream([.. series.Select((one, i) => one[..(18 + i % 4)])], Watched);

            ForecastStreamBatch loaded = ForecastStreamBatch.Load(model, new MemoryStream(Bytes(batch)));
            for (int tick = 0; tick < 15; tick++)
            {
                double[] values = [.. series.SelectMany((one, i) => one.At(18 + i % 4 + tick).ToArray())];
                batch.Update(values);
                loaded.Update(values);
            }

            int horizon = model.MaximumHorizon ?? 4;
            for (int i = 0; i < Count; i++)
            {
                loaded[i].Clone().Forecast(horizon).Values.ToArray()
                    .Should().Equal(batch[i].Clone().Forecast(horizon).Values.ToArray());
                loaded[i].Interval().Should().Be(batch[i].Interval());
                loaded[i].Drift.Should().Be(batch[i].Drift);
                loaded[i].Count.Should().Be(batch[i].Count);
                loaded[i].SeriesName.Should().Be($"stranger {i}");
            }

            loaded.Options.Should().Be(batch.Options);
            Bytes(loaded).Should().Equal(Bytes(batch));
        },
        iter: 15);

    [Fact]
    public void Load_FromAFile_IsWhatWasSaved()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("all.streams");
        var model = new TrainedForecaster(StreamModels.Of([], MissingValues.Error));
        ForecastStreamBatch batch = model.StartStream([StreamModels.Series(model.Definition, 9)]);

        batch.Save(path);

        ForecastStreamBatch.Load(model, path).Forecast(3)[0].Values.ToArray().Should().Equal(batch.Forecast(3)[0].Values.ToArray());
        FluentActions.Invoking(() => ForecastStream.Load(model, path)).Should().Throw<InvalidDataException>()
            .WithMessage("*all.streams' cannot be read: it holds a file of the kind 'many streams', not 'stream'.*");
    }

    [Fact]
    public void Load_AnyByteChangedOrLeftOut_IsRefused()
    {
        var model = new TrainedForecaster(StreamModels.Of([], MissingValues.Error));
        byte[] bytes = Bytes(model.StartStream([StreamModels.Series(model.Definition, 9), StreamModels.Series(model.Definition, 8, name: "B")]));

        for (int i = 0; i < bytes.Length; i++)
        {
            byte[] changed = [.. bytes];
            changed[i] ^= 0x41;
            Refused(model, changed);
            Refused(model, bytes[..i]);
        }

        Refused(model, [.. bytes, 0]);
    }

    [Fact]
    public void Load_MoreSeriesThanStates_IsRefused()
    {
        var model = new TrainedForecaster(StreamModels.Of([], MissingValues.Error));
        HandMadeFile file = HandMadeFile.From(Bytes(model.StartStream([StreamModels.Series(model.Definition, 9)], Watched)));
        file.EditMetadata(json =>
        {
            string one = json["series"]![0]!.ToJsonString();
            json["series"] = JsonNode.Parse($"[{string.Join(",", Enumerable.Repeat(one, 24))}]");
        });

        Refused(model, file.ToBytes());
    }

    /// <summary>So that the golden streams of every version stand for batches too.</summary>
    [Fact]
    public void Save_OneSeries_HasTheStateOfASingleStream()
    {
        var model = new TrainedForecaster(StreamModels.Of([], MissingValues.Error));
        TimeSeries series = StreamModels.Series(model.Definition, 9);
        using var memory = new MemoryStream();
        model.StartStream(series, Watched).Save(memory);

        HandMadeFile.From(Bytes(model.StartStream([series], Watched))).Data.Should().Equal(HandMadeFile.From(memory.ToArray()).Data);
    }

    private static void Refused(TrainedForecaster model, byte[] bytes) =>
        FluentActions.Invoking(() => ForecastStreamBatch.Load(model, new MemoryStream(bytes))).Should().Throw<InvalidDataException>();

    private static byte[] Bytes(ForecastStreamBatch batch)
    {
        using var memory = new MemoryStream();
        batch.Save(memory);
        return memory.ToArray();
    }
}
