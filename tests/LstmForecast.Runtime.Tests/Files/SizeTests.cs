using System.Buffers.Binary;
using System.Text;
using LstmForecast.Runtime.Tests.Streaming;
using LstmForecast.Transforms;

namespace LstmForecast.Runtime.Tests.Files;

/// <summary>A few bytes do not ask for gigabytes: memory is that of what is there.</summary>
public sealed class SizeTests
{
    private const long SomeMegabytes = 4_000_000;

    public static TheoryData<string> LongMemories => [.. Memories.Keys];

    private static readonly Dictionary<string, (FittedTransform[] Transforms, MissingValues Missing)> Memories = new(StringComparer.Ordinal)
    {
        ["difference"] = ([new FittedDifference(1 << 24)], MissingValues.Error),
        ["seasonal means"] = ([.. Enumerable.Range(0, 30).Select(_ => new FittedSeasonalMeanResidual(1, 1 << 24))], MissingValues.Error),
        ["filling"] = ([], MissingValues.Fill(Filling.Seasonal(1 << 24))),
    };

    [Theory]
    [MemberData(nameof(LongMemories))]
    public void StartStream_ModelWithALongMemory_TakesTheMemoryOfItsPoints(string kind)
    {
        (FittedTransform[] transforms, MissingValues missing) = Memories[kind];
        TrainedForecaster model = Loaded(new TrainedForecaster(StreamModels.Of(transforms, missing)));

        Allocated(() =>
        {
            ForecastStream stream = model.StartStream(StreamModels.Series(model.Definition, 5)[..1]);
            for (int i = 0; i < 3; i++) stream.Update([1, 2]);
        }).Should().BeLessThan(SomeMegabytes);
    }

    [Theory]
    [InlineData("[{\"kind\":\"difference\",\"lag\":100000000}]")]
    [InlineData("[{\"kind\":\"seasonalNaiveResidual\",\"length\":100000000}]")]
    public void Load_LongerMemoryThanAnybodyNeeds_IsRefused(string transforms)
    {
        var file = HandMadeFile.Of(new TrainedForecaster(StreamModels.Of([], MissingValues.Error)));
        file.EditMetadata(metadata => metadata["transforms"] = System.Text.Json.Nodes.JsonNode.Parse(transforms));

        Refusal.Of(file.ToBytes()).Should().NotBeNull();
    }

    [Fact]
    public void Load_MoreTransformsThanAnybodyNeeds_IsRefused()
    {
        var file = HandMadeFile.Of(new TrainedForecaster(StreamModels.Of([], MissingValues.Error)));
        file.EditMetadata(metadata => metadata["transforms"] = System.Text.Json.Nodes.JsonNode.Parse(
            $"[{string.Join(",", Enumerable.Repeat("{\"kind\":\"log\"}", 33))}]"));

        Refusal.Of(file.ToBytes()).Should().Contain("contradict");
    }

    [Theory]
    [InlineData(4096, 4096)]
    [InlineData(1, 1 << 24)]
    public void LoadStream_LargeIntervals_TakesTheMemoryOfItsBytes(int horizon, int window)
    {
        var model = new TrainedForecaster(StreamModels.Of([], MissingValues.Error));
        using var saved = new MemoryStream();
        model.StartStream(StreamModels.Series(model.Definition, 3), new() { Intervals = new() { Horizon = 1, Window = 2 } }).Save(saved);
        HandMadeFile file = HandMadeFile.From(saved.ToArray());
        file.EditMetadata(metadata =>
        {
            metadata["options"]!["intervals"]!["horizon"] = horizon;
            metadata["options"]!["intervals"]!["window"] = window;
        });

        Allocated(() => FluentActions.Invoking(() => ForecastStream.Load(model, new MemoryStream(file.ToBytes())))
            .Should().Throw<InvalidDataException>()).Should().BeLessThan(SomeMegabytes + (horizon * 2 * 700L));
    }

    [Theory]
    [InlineData("[],", "\"a\":[", "[]]")]
    [InlineData("{\"a\":[]},", "\"a\":[", "[]]")]
    public void Load_HeaderOfNothing_TakesNoMoreThanItsBytes(string part, string before, string after)
    {
        const int Parts = 1_000_000;
        byte[] json = Encoding.UTF8.GetBytes("{" + before + string.Concat(Enumerable.Repeat(part, Parts)) + after + "}");
        var bytes = new byte[json.Length + 8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, json.Length);
        json.CopyTo(bytes, 8);

        Allocated(() => Refusal.Of(new MemoryStream(bytes)).Should().Contain("entry")).Should().BeLessThan(4L * bytes.Length);
    }

    [Fact]
    public void Load_HeaderOfManyEntries_TakesNoMoreThanItsBytes()
    {
        byte[] json = Encoding.UTF8.GetBytes("{" + string.Join(",", Enumerable.Range(0, 1_000_000).Select(i => $"\"{i}\":0")) + "}");
        var bytes = new byte[json.Length + 8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, json.Length);
        json.CopyTo(bytes, 8);

        Allocated(() => Refusal.Of(new MemoryStream(bytes)).Should().Contain("65536 entries")).Should().BeLessThan(4L * bytes.Length);
    }

    [Theory]
    [InlineData("\"history\":[", "[],", "[]]")]
    [InlineData("\"unknown\":[", "{},", "{}]")]
    public void Load_MetadataOfNothing_TakesASmallMultipleOfItsBytes(string before, string part, string after)
    {
        var file = HandMadeFile.Of(new TrainedForecaster(StreamModels.Of([], MissingValues.Error)));
        string metadata = file.Metadata().ToJsonString();
        file.SetMetadata($"{{{before}{string.Concat(Enumerable.Repeat(part, 1_000_000))}{after},{metadata[1..]}");
        byte[] bytes = file.ToBytes();

        Allocated(() => Refusal.Of(new MemoryStream(bytes))).Should().BeLessThan(60L * bytes.Length);
    }

    private static long Allocated(Action work)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        work();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static TrainedForecaster Loaded(TrainedForecaster model) => TrainedForecaster.Load(new MemoryStream(HandMadeFile.Bytes(model)));
}
