using System.Text.Json.Serialization;

namespace LstmForecast.Training;

/// <summary>What a checkpoint file holds.</summary>
/// <param name="Inputs">Options and series by name.</param>
/// <param name="Members">For each network how far it has come; null for one that has not completed an epoch.</param>
internal sealed record CheckpointContent(IReadOnlyDictionary<string, string> Inputs, MemberState?[] Members);

/// <summary>The part of it that is text.</summary>
internal sealed record CheckpointMetadata(int Version, Dictionary<string, string> Inputs, CheckpointMember?[] Members);

/// <summary>What it says of a network.</summary>
/// <param name="Progress">How far it has come.</param>
/// <param name="KeptCount">How many of its epochs are kept, each in a section of its own.</param>
internal sealed record CheckpointMember(MemberProgress Progress, int KeptCount);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(CheckpointMetadata))]
internal sealed partial class CheckpointMetadataContext : JsonSerializerContext;
