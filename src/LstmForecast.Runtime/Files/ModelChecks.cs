using LstmForecast.Checks;
using LstmForecast.Network;
using LstmForecast.Transforms;

namespace LstmForecast.Files;

/// <summary>What a model file says is not taken for granted.</summary>
internal static class ModelChecks
{
    public static void CheckWeights(IReadOnlyDictionary<string, StoredTensor> tensors)
    {
        foreach ((string name, StoredTensor tensor) in tensors) CheckWeight(name, tensor.Values);
    }

    public static void CheckWeight(string name, ReadOnlySpan<double> values)
    {
        if (values.ContainsAnyExceptInRange(double.MinValue, double.MaxValue))
            throw new InvalidDataException($"weight '{name}' has a value that is not a finite number.");
        if (name.EndsWith(".running_var", StringComparison.Ordinal) && values.ContainsAnyInRange(double.MinValue, -double.Epsilon))
            throw new InvalidDataException($"weight '{name}' has a variance below zero.");
    }

    public static void CheckMetadata(ModelMetadata metadata)
    {
        NetworkShape shape = metadata.Shape;
        bool channelsFit = metadata.Channels.IsValid() && metadata.Covariates.IsValidFor(metadata.Channels)
            && metadata.Output.IsValid() && metadata.Missing.IsValid
            && metadata.Output.Targets == metadata.Channels.Targets.Length
            && (long)(metadata.Channels.Known.Length + metadata.Covariates.CalendarWidth) * metadata.Output.Steps <= 1 << 24
            && metadata.Members is >= 1 and <= Largest.Members && Enum.IsDefined(metadata.Combination)
            && metadata.Intervals?.IsValidFor(metadata.Output) != false
            && metadata.Constant?.IsValidFor(metadata.Output.Targets) != false && metadata.Bounds?.IsValid() != false
            && metadata.Trained?.IsValidFor(metadata.Output.Targets) != false;
        if (!channelsFit) throw new InvalidDataException("its metadata contradict each other.");
        int channels = metadata.Channels.Targets.Length;
        bool sizesFit = shape.OutputSize == metadata.Output.Width && shape.InputSize == metadata.InputWidth
            && shape.Embeddings is not null
            && shape.Embeddings.SequenceEqual(metadata.Covariates.Categories.Select(category => category.Embedding))
            && shape.HiddenSizes is { Length: > 0 } && shape.HeadSizes is not null
            && shape.HiddenSizes.Concat(shape.HeadSizes).All(size => size is > 0 and <= 1 << 20);
        bool transformsFit = AreValid(metadata.Transforms, channels)
            && (metadata.OwnTransforms is null || (metadata.OwnTransforms.Length == metadata.Members
                && metadata.OwnTransforms.All(steps => steps is not null && AreValid(steps, channels))))
            && metadata.Version == (metadata.OwnTransforms is null ? ContainerKind.Model.Version : ContainerKind.Model.Newest);
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

    private static bool AreValid(FittedTransform[] steps, int channels) =>
        steps.Length <= Largest.Transforms && steps.All(step => step is not null && step.IsValidFor(channels))
        && steps.Sum(step => (long)step.PointsUsedUp) < Array.MaxLength;
}
