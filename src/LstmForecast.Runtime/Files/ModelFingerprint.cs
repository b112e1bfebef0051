using System.Text;
using System.Text.Json;
using LstmForecast.Model;
using LstmForecast.Network;
using LstmForecast.Numerics;

namespace LstmForecast.Files;

/// <summary>A hash of all that decides what a model forecasts: its weights and definition, not how it was trained.</summary>
internal static class ModelFingerprint
{
    /// <returns>Lower-case hexadecimal digits.</returns>
    public static string Of(ModelDefinition model)
    {
        ModelMetadata metadata = ModelMetadata.Of(model, TrainingHistory.None);
        var hash = new Sha256();
        hash.Append(JsonSerializer.SerializeToUtf8Bytes(metadata, ModelMetadataContext.Default.ModelMetadata));
        foreach (NetworkWeights member in model.Members) hash.Append(Encoding.ASCII.GetBytes(member.Hash()));
        return Convert.ToHexStringLower(hash.Finish());
    }
}
