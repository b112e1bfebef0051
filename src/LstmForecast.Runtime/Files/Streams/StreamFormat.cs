using System.Globalization;
using System.Text.Json;
using LstmForecast.Checks;
using LstmForecast.Numerics;
using LstmForecast.Streaming;

namespace LstmForecast.Files;

/// <summary>
/// A stream, or many, as a <see cref="Container"/>: series and options as JSON, and where they are as a section of bytes for
/// each block, as its parts write themselves to a <see cref="StateArchive"/>. These bytes are for this version of the library
/// alone.
/// </summary>
internal static class StreamFormat
{
    private const string State = "state";

    public static void Write(Stream to, ForecastStream stream) => Container.Write(
        to,
        ContainerKind.Stream,
        JsonSerializer.Serialize(StreamMetadata.Of(stream), StreamMetadataContext.Default.StreamMetadata),
        [new(State, Bytes(stream.Block))]);

    public static void Write(Stream to, ForecastStreamBatch batch) => Container.Write(
        to,
        ContainerKind.StreamBatch,
        JsonSerializer.Serialize(StreamBatchMetadata.Of(batch), StreamMetadataContext.Default.StreamBatchMetadata),
        [.. batch.Blocks.Select((block, i) => new Section(StateOf(i), Bytes(block)))]);

    public static ForecastStream Read(TrainedForecaster model, Stream from, string what) =>
        Container.Read(from, ContainerKind.Stream, what, file => Read(model, file));

    public static ForecastStreamBatch ReadBatch(TrainedForecaster model, Stream from, string what) =>
        Container.Read(from, ContainerKind.StreamBatch, what, file => ReadBatch(model, file));

    private static ForecastStream Read(TrainedForecaster model, ContainerReader file)
    {
        StreamMetadata metadata = file.Metadata(StreamMetadataContext.Default.StreamMetadata);
        file.CheckSections([(State, ElementType.UInt8, null)]);
        Check(model, metadata.Model, metadata.Options);
        StreamBlock block = Block(model, [metadata.Series], metadata.Options, file.ReadSections()[State].Bytes);
        return new ForecastStream(model, block, metadata.Options);
    }

    private static ForecastStreamBatch ReadBatch(TrainedForecaster model, ContainerReader file)
    {
        StreamBatchMetadata metadata = file.Metadata(StreamMetadataContext.Default.StreamBatchMetadata);
        SavedSeries[][] blocks = [.. metadata.Series.Chunk(ForecastStreamBatch.RowsInBlock)];
        file.CheckSections(blocks.Select((_, i) => (StateOf(i), ElementType.UInt8, (int[]?)null)));
        Check(model, metadata.Model, metadata.Options);
        IReadOnlyDictionary<string, StoredTensor> states = file.ReadSections();
        // One after the other: what is too short for its series is found before the next takes memory.
        StreamBlock[] read = [.. blocks.Select((its, i) => Block(model, its, metadata.Options, states[StateOf(i)].Bytes))];
        return new ForecastStreamBatch(model, read, metadata.Options);
    }

    private static void Check(TrainedForecaster model, string fingerprint, StreamingOptions options)
    {
        if (fingerprint != ModelFingerprint.Of(model.Definition))
            throw new InvalidDataException("it belongs to another model; load it with the one it was made with.");
        // The sizes in them decide how much memory a stream takes.
        OptionCheck.ThrowIfInvalid(options, "options");
        model.CheckStreamOptions(options);
    }

    private static StreamBlock Block(
        TrainedForecaster model, IReadOnlyList<SavedSeries> saved, StreamingOptions options, byte[] state)
    {
        TimeSeries[] series = [.. saved.Select(one => one.ToSeries(model.Channels))];
        foreach (TimeSeries one in series) model.CheckStream(one, nameof(model));
        using var memory = new MemoryStream(state);
        using var reader = new StateReader(memory);
        StreamBlock block = StreamBlock.Read(model, series, options, reader);
        return memory.Position == memory.Length ? block : throw new InvalidDataException("more follows than belongs to it.");
    }

    private static byte[] Bytes(StreamBlock block)
    {
        using var memory = new MemoryStream();
        using (var writer = new StateWriter(memory)) block.Write(writer);
        return memory.ToArray();
    }

    private static string StateOf(int block) => string.Create(CultureInfo.InvariantCulture, $"{State}.{block}");
}
