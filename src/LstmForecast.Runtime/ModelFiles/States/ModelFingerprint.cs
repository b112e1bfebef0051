using System.Text;
using System.Text.Json;
using LstmForecast.Forecasting;
using LstmForecast.Hashing;
using LstmForecast.Lstm;

namespace LstmForecast.ModelFiles;

/// <summary>A hash of all that decides what a model forecasts: its weights and definition, not how it was trained.</summary>
internal static class ModelFingerprint
{
    public const int Size = Sha256.SizeInBytes;

    public static byte[] Of(ModelDefinition model)
    {
        var metadata = new ModelMetadata
        {
            Version = ModelMetadata.CurrentVersion,
            Channels = model.Channels,
            Precision = model.Precision,
            Shape = model.Weights.Shape,
            Transforms = [.. model.Transforms.Steps],
            Covariates = model.Covariates,
            Output = model.Output,
            Missing = model.Missing,
            Step = model.Step,
            Members = model.Members.Count,
            Combination = model.Combination,
            History = new TrainingHistory { Epochs = [], StopReason = StopReason.EpochsCompleted, RestoredEpoch = 0 },
            Intervals = model.Intervals,
        };
        var hash = new Sha256();
        hash.Append(JsonSerializer.SerializeToUtf8Bytes(metadata, ModelMetadataContext.Default.ModelMetadata));
        foreach (NetworkWeights member in model.Members) hash.Append(Encoding.ASCII.GetBytes(member.Hash()));
        return hash.Finish();
    }
}
