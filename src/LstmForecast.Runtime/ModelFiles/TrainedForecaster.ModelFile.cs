using System.Text.Json;
using LstmForecast.Forecasting;
using LstmForecast.Lstm;
using LstmForecast.ModelFiles;
using LstmForecast.Transforms;

namespace LstmForecast;

public sealed partial class TrainedForecaster
{
    private const string MetadataKey = "lstm-forecast";

    /// <summary>
    /// Writes the model to one file: a safetensors file with PyTorch's names for the weights, and all else as metadata.
    /// The file is complete or not there at all: a crash or a full disk leaves an older file of that name whole.
    /// Epochs that were kept are not written; save <see cref="AtEpoch"/> for one of them.
    /// </summary>
    /// <param name="path">The file's path; by convention it ends in <c>.lstm</c>.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        AtomicFile.Write(path, Save);
    }

    /// <summary>Writes the model to a stream, which stays open.</summary>
    /// <param name="stream">Where to write.</param>
    public void Save(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        NetworkShape shape = Definition.Weights.Shape;
        var metadata = new ModelMetadata
        {
            Version = ModelMetadata.CurrentVersion,
            Channels = Definition.Channels,
            Precision = Definition.Precision,
            Shape = shape,
            Transforms = [.. Definition.Transforms.Steps],
            Covariates = Definition.Covariates,
            Output = Definition.Output,
            Missing = Definition.Missing,
            Step = Definition.Step,
            Members = Definition.Members.Count,
            Combination = Definition.Combination,
            History = History,
            Intervals = Definition.Intervals,
        };
        string json = JsonSerializer.Serialize(metadata, ModelMetadataContext.Default.ModelMetadata);
        Safetensors.Write(
            stream,
            MetadataKey,
            json,
            Definition.Precision,
            [
                .. Definition.Members.SelectMany((member, i) => shape.Weights().Select(weight =>
                    (Prefix(i, Definition.Members.Count) + weight.Name, weight.Shape, member[weight.Name]))),
            ],
            hasChecksum: true);
    }

    /// <summary>Reads a model that <see cref="Save(string)"/> wrote, on any machine, without TorchSharp.</summary>
    /// <param name="path">The file's path.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is damaged, no model, or of a newer version.</exception>
    public static TrainedForecaster Load(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        using FileStream file = File.OpenRead(path);
        return Read(file, $"Model file '{path}'");
    }

    /// <summary>Reads a model from a stream, to its end; the stream stays open.</summary>
    /// <param name="stream">Where to read.</param>
    /// <exception cref="InvalidDataException">The data are damaged, no model, or of a newer version.</exception>
    public static TrainedForecaster Load(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Read(stream, "The model in this stream");
    }

    private static TrainedForecaster Read(Stream stream, string what)
    {
        try
        {
            var file = new SafetensorsReader(stream, [MetadataKey, FileChecksum.Key], ElementType.OfWeights);
            ModelMetadata metadata = ReadMetadata(file.Metadata.GetValueOrDefault(MetadataKey)
                ?? throw new InvalidDataException("it is a safetensors file, but holds no model of this library."));
            CheckMetadata(metadata);
            CheckTable(metadata, file.Places);
            IReadOnlyDictionary<string, StoredTensor> tensors = file.ReadTensors(FileChecksum.Key);
            CheckWeights(tensors);
            return new TrainedForecaster(new ModelDefinition
            {
                Channels = metadata.Channels,
                Precision = metadata.Precision,
                Transforms = new TransformPipeline(metadata.Transforms),
                Covariates = metadata.Covariates,
                Output = metadata.Output,
                Missing = metadata.Missing,
                Step = metadata.Step,
                Members = [.. Enumerable.Range(0, metadata.Members).Select(member => Member(metadata, tensors, member))],
                Combination = metadata.Combination,
                History = metadata.History,
                Intervals = metadata.Intervals,
            });
        }
        catch (Exception problem) when (Safetensors.IsDamage(problem))
        {
            throw new InvalidDataException(
                $"{what} cannot be read: {problem.Message} Save the model again, or use the version that wrote it.",
                problem);
        }
    }

    /// <summary>PyTorch's names for a single network, members told apart by what stands before them.</summary>
    private static string Prefix(int member, int members) => members == 1 ? "" : $"members.{member}.";

    private static NetworkWeights Member(
        ModelMetadata metadata, IReadOnlyDictionary<string, StoredTensor> tensors, int member) => new(
        metadata.Shape,
        metadata.Shape.Weights().ToDictionary(
            weight => weight.Name,
            weight => tensors[Prefix(member, metadata.Members) + weight.Name].Values,
            StringComparer.Ordinal));

    /// <summary>By the header alone, before the data are read: each weight is there, as the shape wants it, and no more.</summary>
    private static void CheckTable(ModelMetadata metadata, IReadOnlyList<TensorPlace> places)
    {
        Dictionary<string, TensorPlace> left = places.ToDictionary(place => place.Name, StringComparer.Ordinal);
        ElementType type = ElementType.Of(metadata.Precision);
        for (int member = 0; member < metadata.Members; member++)
        {
            foreach ((string weight, int[] shape) in metadata.Shape.Weights())
            {
                string name = Prefix(member, metadata.Members) + weight;
                string needed = $"weight '{name}' needs {type.Name} values {string.Join(" x ", shape)}, found ";
                if (!left.Remove(name, out TensorPlace place)) throw new InvalidDataException($"{needed}none.");
                if (place.Type == type && place.Shape.SequenceEqual(shape.Select(size => (long)size))) continue;
                throw new InvalidDataException($"{needed}{place.Type.Name} values {string.Join(" x ", place.Shape)}.");
            }
        }

        if (left.Count > 0) throw new InvalidDataException($"tensor '{left.Keys.First()}' is no weight of its network.");
    }

    private static ModelMetadata ReadMetadata(string text)
    {
        using JsonDocument json = UniqueJson.Parse(text);
        // First of all: another version may have other properties, and the error should not be about those.
        if (!json.RootElement.TryGetProperty("version", out JsonElement version)
            || version.GetInt32() != ModelMetadata.CurrentVersion)
        {
            throw new InvalidDataException(
                $"it has the format version {(version.ValueKind == JsonValueKind.Undefined ? "none" : version)}, "
                + $"this library reads {ModelMetadata.CurrentVersion}.");
        }

        return json.Deserialize(ModelMetadataContext.Default.ModelMetadata)
            ?? throw new InvalidDataException("its metadata are empty.");
    }

    private static void CheckWeights(IReadOnlyDictionary<string, StoredTensor> tensors)
    {
        foreach ((string name, StoredTensor tensor) in tensors)
        {
            double[] values = tensor.Values;
            if (values.AsSpan().ContainsAnyExceptInRange(double.MinValue, double.MaxValue))
                throw new InvalidDataException($"weight '{name}' has a value that is not a finite number.");
            if (name.EndsWith(".running_var", StringComparison.Ordinal) && values.Any(variance => variance < 0))
                throw new InvalidDataException($"weight '{name}' has a variance below zero.");
        }
    }

    private static void CheckMetadata(ModelMetadata metadata)
    {
        NetworkShape shape = metadata.Shape;
        bool channelsFit = metadata.Channels.IsValid() && metadata.Covariates.IsValidFor(metadata.Channels)
            && metadata.Output.IsValid() && metadata.Missing.IsValid
            && metadata.Output.Targets == metadata.Channels.Targets.Length
            && (long)(metadata.Channels.Known.Length + metadata.Covariates.CalendarWidth) * metadata.Output.Steps <= 1 << 24
            && metadata.Members is >= 1 and <= 1 << 10 && Enum.IsDefined(metadata.Combination)
            && metadata.Intervals?.IsValidFor(metadata.Output) != false;
        if (!channelsFit) throw new InvalidDataException("its metadata contradict each other.");
        int channels = metadata.Channels.Targets.Length;
        bool sizesFit = shape.OutputSize == metadata.Output.Width && shape.InputSize == metadata.InputWidth
            && shape.Embeddings is not null
            && shape.Embeddings.SequenceEqual(metadata.Covariates.Categories.Select(category => category.Embedding))
            && shape.HiddenSizes is { Length: > 0 } && shape.HeadSizes is not null
            && shape.HiddenSizes.Concat(shape.HeadSizes).All(size => size is > 0 and <= 1 << 20);
        bool transformsFit = metadata.Transforms.All(step => step is not null && step.IsValidFor(channels))
            && metadata.Transforms.Sum(step => (long)step.PointsUsedUp) < Array.MaxLength;
        bool historyFits = Enum.IsDefined(metadata.History.StopReason) && metadata.History.RestoredEpoch >= 0
            && metadata.History.Epochs.All(epoch => epoch is not null)
            && metadata.History.Members is not null && metadata.History.Members.All(member => member is not null)
            && metadata.History.Choices is not null && metadata.History.Choices.All(choice => choice is not null);
        if (!sizesFit || !transformsFit || !historyFits
            || !Enum.IsDefined(shape.Normalization) || !Enum.IsDefined(metadata.Precision))
        {
            throw new InvalidDataException("its metadata contradict each other.");
        }
    }
}
