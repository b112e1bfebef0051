using System.Text.Json;
using LstmForecast.Model;
using LstmForecast.Network;
using LstmForecast.Transforms;

namespace LstmForecast.Files;

/// <summary>A model as a <see cref="Container"/>; docs/model-file.md is its specification.</summary>
internal static class ModelFormat
{
    public static void Write(Stream stream, TrainedForecaster model)
    {
        ModelDefinition definition = model.Definition;
        NetworkShape shape = definition.Weights.Shape;
        int members = definition.Members.Count;
        ModelMetadata metadata = ModelMetadata.Of(definition, model.History);
        ThrowIfItWouldNotLoad(definition, metadata);
        Container.Write(
            stream,
            ContainerKind.Model,
            JsonSerializer.Serialize(metadata, ModelMetadataContext.Default.ModelMetadata),
            [
                .. definition.Members.SelectMany((member, i) => shape.Weights().Select(weight => new Section(
                    Prefix(i, members) + weight.Name, definition.Precision, weight.Shape, member[weight.Name]))),
            ]);
    }

    /// <summary>A file that nobody can read would be noticed when the model is gone.</summary>
    private static void ThrowIfItWouldNotLoad(ModelDefinition definition, ModelMetadata metadata)
    {
        try
        {
            ModelChecks.CheckMetadata(metadata);
            foreach (NetworkWeights member in definition.Members)
            {
                foreach ((string name, _) in member.Shape.Weights()) ModelChecks.CheckWeight(name, member[name]);
            }
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidOperationException($"The model cannot be saved, as its file could not be loaded: {exception.Message}", exception);
        }
    }

    public static TrainedForecaster Read(Stream stream, string what) =>
        Container.Read(stream, ContainerKind.Model, what, Read);

    private static TrainedForecaster Read(ContainerReader file)
    {
        ModelMetadata metadata = file.Metadata(ModelMetadataContext.Default.ModelMetadata);
        ModelChecks.CheckMetadata(metadata);
        ElementType type = ElementType.Of(metadata.Precision);
        file.CheckSections(Enumerable.Range(0, metadata.Members).SelectMany(member => metadata.Shape.Weights()
            .Select(weight => (Prefix(member, metadata.Members) + weight.Name, type, (int[]?)weight.Shape))));
        IReadOnlyDictionary<string, StoredTensor> tensors = file.ReadSections();
        ModelChecks.CheckWeights(tensors);
        var definition = new ModelDefinition
        {
            Channels = metadata.Channels,
            Precision = metadata.Precision,
            Transforms = new TransformPipeline(metadata.Transforms),
            OwnTransforms = metadata.OwnTransforms is null ? null : [.. metadata.OwnTransforms.Select(steps => new TransformPipeline(steps))],
            Covariates = metadata.Covariates,
            Output = metadata.Output,
            Missing = metadata.Missing,
            Step = metadata.Step,
            Members = [.. Enumerable.Range(0, metadata.Members).Select(member => Member(metadata, tensors, member))],
            Combination = metadata.Combination,
            Intervals = metadata.Intervals,
            Constant = metadata.Constant,
            Bounds = metadata.Bounds,
            Trained = metadata.Trained,
        };
        return new TrainedForecaster(definition, metadata.History);
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
}
