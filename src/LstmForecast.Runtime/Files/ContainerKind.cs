namespace LstmForecast.Files;

/// <summary>A kind of file of this library. All have one layout, <see cref="Container"/>, and say what they are.</summary>
/// <param name="Key">Under which a file's metadata stand.</param>
/// <param name="Noun">What it is called in errors.</param>
/// <param name="Remedy">What to do with a file that cannot be read.</param>
internal sealed record ContainerKind(string Key, string Noun, string Remedy)
{
    public static ContainerKind Model { get; } =
        new("lstm-forecast", "model", "Save the model again, or use the version that wrote it.")
        {
            Types = ElementType.OfWeights,
            Part = "weight of its network",
            MaxDataBytes = Array.MaxLength,
            Newest = 2,
        };

    public static ContainerKind Stream { get; } =
        new("lstm-forecast-stream", "stream", "Save the stream again, or start a new one from the history.")
        {
            MaxDataBytes = 1 << 30,
        };

    public static ContainerKind StreamBatch { get; } =
        new("lstm-forecast-stream-batch", "many streams", "Save the streams again, or start new ones from the histories.");

    public static ContainerKind Checkpoint { get; } =
        new("lstm-forecast-checkpoint", "checkpoint", "Delete it to train from the beginning.");

    public static ContainerKind Lbfgs { get; } =
        new("lstm-forecast-lbfgs", "L-BFGS state", "Save the state again, or start the optimizer without it.");

    public static IReadOnlyList<ContainerKind> All { get; } = [Model, Stream, StreamBatch, Checkpoint, Lbfgs];

    /// <summary>The types that its sections may have.</summary>
    public IReadOnlyList<ElementType> Types { get; private init; } = ElementType.OfSections;

    /// <summary>What its sections are called in errors.</summary>
    public string Part { get; private init; } = "section of its kind of file";

    /// <summary>No more is read, all sections together.</summary>
    public long MaxDataBytes { get; private init; } = long.MaxValue;

    /// <summary>The version that is written unless a file needs a newer one.</summary>
    public int Version { get; } = 1;

    /// <summary>The newest version that is written and read: a reader of older ones alone must refuse such a file.</summary>
    public int Newest { get; private init; } = 1;
}
