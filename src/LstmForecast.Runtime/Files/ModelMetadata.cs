using System.Text.Json.Serialization;
using LstmForecast.Model;
using LstmForecast.Network;
using LstmForecast.Transforms;

namespace LstmForecast.Files;

/// <summary>What a model file says beside its weights.</summary>
internal sealed record ModelMetadata
{
    public required int Version { get; init; }

    public required ChannelRoles Channels { get; init; }

    public required Precision Precision { get; init; }

    public required NetworkShape Shape { get; init; }

    public required FittedTransform[] Transforms { get; init; }

    /// <summary>Those of each network, where they differ; null where all have <see cref="Transforms"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public FittedTransform[][]? OwnTransforms { get; init; }

    public required CovariateInputs Covariates { get; init; }

    public required OutputLayout Output { get; init; }

    public required MissingValues Missing { get; init; }

    /// <summary>From one time step to the next, where the training series had timestamps.</summary>
    public TimeStep? Step { get; init; }

    /// <summary>Networks in the ensemble, all of the same shape.</summary>
    public required int Members { get; init; }

    public required EnsembleCombination Combination { get; init; }

    public required TrainingHistory History { get; init; }

    /// <summary>Null for a model whose intervals were not calibrated.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IntervalCalibration? Intervals { get; init; }

    /// <summary>Null for a model all of whose targets varied in training.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ConstantTargets? Constant { get; init; }

    /// <summary>Null for a model that may forecast any value.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ValueBounds? Bounds { get; init; }

    /// <summary>Null for a model of which it is not known.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TrainedRange? Trained { get; init; }

    /// <summary>What to write of a model.</summary>
    public static ModelMetadata Of(ModelDefinition model, TrainingHistory history) => new()
    {
        Version = model.OwnTransforms is null ? ContainerKind.Model.Version : ContainerKind.Model.Newest,
        Channels = model.Channels,
        Precision = model.Precision,
        Shape = model.Weights.Shape,
        Transforms = [.. model.Transforms.Steps],
        OwnTransforms = model.OwnTransforms is null ? null : [.. model.OwnTransforms.Select(pipeline => pipeline.Steps.ToArray())],
        Covariates = model.Covariates,
        Output = model.Output,
        Missing = model.Missing,
        Step = model.Step,
        Members = model.Members.Count,
        Combination = model.Combination,
        History = history,
        Intervals = model.Intervals,
        Constant = model.Constant,
        Bounds = model.Bounds,
        Trained = model.Trained,
    };

    [JsonIgnore]
    public int InputWidth => InputLayout.For(Channels, Missing, Covariates, Output).Width;
}

[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ModelMetadata))]
internal sealed partial class ModelMetadataContext : JsonSerializerContext;
