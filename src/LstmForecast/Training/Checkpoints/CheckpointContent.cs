using System.Text.Json.Serialization;

namespace LstmForecast.Training;

/// <summary>What a checkpoint file holds.</summary>
/// <param name="Inputs">Options and series by name.</param>
/// <param name="Members">For each network how far it has come; null for one that has not completed an epoch.</param>
internal sealed record CheckpointContent(IReadOnlyDictionary<string, string> Inputs, MemberState?[] Members);

/// <summary>The part of it that is text.</summary>
internal sealed record CheckpointText(Dictionary<string, string> Inputs, MemberProgress?[] Members);

[JsonSourceGenerationOptions(
    UseStringEnumConverter = true,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(CheckpointText))]
internal sealed partial class CheckpointTextContext : JsonSerializerContext;
