using System.Text.Json.Serialization;

namespace LstmForecast.Files;

/// <summary>What a stream file says beside the stream's state.</summary>
internal sealed record StreamMetadata
{
    public required int Version { get; init; }

    /// <summary>The <see cref="ModelFingerprint"/> of its model.</summary>
    public required string Model { get; init; }

    public required SavedSeries Series { get; init; }

    public required StreamingOptions Options { get; init; }

    public static StreamMetadata Of(ForecastStream stream) => new()
    {
        Version = ContainerKind.Stream.Version,
        Model = ModelFingerprint.Of(stream.Model.Definition),
        Series = SavedSeries.Of(stream.Row.Series),
        Options = stream.Options,
    };
}

/// <summary>What a file of many streams says beside their states.</summary>
internal sealed record StreamBatchMetadata
{
    public required int Version { get; init; }

    /// <summary>The <see cref="ModelFingerprint"/> of their model.</summary>
    public required string Model { get; init; }

    public required SavedSeries[] Series { get; init; }

    public required StreamingOptions Options { get; init; }

    public static StreamBatchMetadata Of(ForecastStreamBatch batch) => new()
    {
        Version = ContainerKind.StreamBatch.Version,
        Model = ModelFingerprint.Of(batch.Model.Definition),
        Series = [.. batch.Blocks.SelectMany(block => block.Rows).Select(row => SavedSeries.Of(row.Series))],
        Options = batch.Options,
    };
}

/// <summary>A series without its values.</summary>
internal sealed record SavedSeries(string Name, SavedTimes? Times, SavedStatic[] Statics)
{
    public static SavedSeries Of(TimeSeries series) => new(
        series.Name,
        series.Times is TimeAxis times ? new SavedTimes(times.Start, times.Step, times.DayOfMonth) : null,
        [.. series.Statics.Select(value => new SavedStatic(value.Name, value.Number, value.Category))]);

    public TimeSeries ToSeries(IReadOnlyList<string> channels)
    {
        var series = new TimeSeries(Name, [], channels);
        if (Times is not null) series = series.WithTimes(new TimeAxis(Times.Start, Times.Step, Times.DayOfMonth));
        foreach (SavedStatic value in Statics)
        {
            series = value switch
            {
                { Number: double number, Category: null } => series.WithStatic(value.Name, number),
                { Number: null, Category: string category } => series.WithStatic(value.Name, category),
                null => throw new InvalidDataException("a static value is null."),
                _ => throw new InvalidDataException($"the static value '{value.Name}' must be a number or a category."),
            };
        }

        return series;
    }
}

/// <summary>The timestamps of a series; its start is never of kind Local, so that it is read as it was written.</summary>
internal sealed record SavedTimes(DateTime Start, TimeStep Step, int? DayOfMonth);

/// <summary>A number or a category.</summary>
internal sealed record SavedStatic(string Name, double? Number, string? Category);

[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(StreamMetadata))]
[JsonSerializable(typeof(StreamBatchMetadata))]
internal sealed partial class StreamMetadataContext : JsonSerializerContext;
