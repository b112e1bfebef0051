using System.Text.Json;
using LstmForecast.Checks;
using LstmForecast.Numerics;

namespace LstmForecast.Files;

/// <summary>
/// A stream as a <see cref="Container"/>: its series and options as JSON, and where it is as one section of bytes, as its
/// parts write themselves to a <see cref="StateArchive"/>. These bytes are for this version of the library alone.
/// </summary>
internal static class StreamFormat
{
    private const string State = "state";

    public static void Write(Stream to, ForecastStream stream)
    {
        using var memory = new MemoryStream();
        using (var writer = new StateWriter(memory)) ForecastStream.Write(writer, stream.Block, row: 0);
        StreamMetadata metadata = StreamMetadata.Of(stream);
        Container.Write(
            to,
            ContainerKind.Stream,
            JsonSerializer.Serialize(metadata, StreamMetadataContext.Default.StreamMetadata),
            [new(State, memory.ToArray())]);
    }

    public static ForecastStream Read(TrainedForecaster model, Stream from, string what) =>
        Container.Read(from, ContainerKind.Stream, what, file => Read(model, file));

    private static ForecastStream Read(TrainedForecaster model, ContainerReader file)
    {
        StreamMetadata metadata = file.Metadata(StreamMetadataContext.Default.StreamMetadata);
        file.CheckSections([(State, ElementType.UInt8, null)]);
        if (metadata.Model != ModelFingerprint.Of(model.Definition))
            throw new InvalidDataException("it belongs to another model; load it with the one it was made with.");
        TimeSeries series = metadata.Series.ToSeries(model.Channels);
        model.CheckStream(series, nameof(model));
        // The sizes in them decide how much memory a stream takes.
        OptionCheck.ThrowIfInvalid(metadata.Options, "options");
        model.CheckStreamOptions(metadata.Options);
        using var memory = new MemoryStream(file.ReadSections()[State].Bytes);
        using var reader = new StateReader(memory);
        ForecastStream stream = ForecastStream.Read(model, series, metadata.Options, reader);
        return memory.Position == memory.Length ? stream : throw new InvalidDataException("more follows than belongs to it.");
    }
}
