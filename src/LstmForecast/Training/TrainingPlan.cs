using LstmForecast.Model;
using LstmForecast.Network;
using LstmForecast.Objectives;

namespace LstmForecast.Training;

/// <summary>All that training one network takes.</summary>
internal sealed record TrainingPlan
{
    /// <summary>The model without weights.</summary>
    public required ModelDefinition Model { get; init; }

    /// <summary>What the library chose before training, a sentence each.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    public required NetworkShape Shape { get; init; }

    /// <summary>How many networks there are to train.</summary>
    public required int Members { get; init; }

    /// <summary>Which of them this is, 0-based.</summary>
    public int Index { get; init; }

    /// <summary>The weights that each of them starts from; null for those that the seed gives.</summary>
    public IReadOnlyList<NetworkWeights>? From { get; init; }

    /// <summary>Where to leave what it takes to go on, and what was left there; null for nowhere.</summary>
    public TrainingCheckpoint? Checkpoint { get; init; }

    public required double Dropout { get; init; }

    public required ComputeDevice Device { get; init; }

    public required LayerRunner Runner { get; init; }

    /// <summary>What activations may take.</summary>
    public required int Megabytes { get; init; }

    public required TrainingOptions Training { get; init; }

    public required Loss Loss { get; init; }

    /// <summary>What to learn from.</summary>
    public required IReadOnlyList<TimeSeries> Train { get; init; }

    /// <summary>What to judge by; empty for nothing.</summary>
    public required IReadOnlyList<JudgedSeries> Validation { get; init; }

    /// <summary>The series of both, prepared for all networks; null where each prepares its own.</summary>
    public PreparedSet? Prepared { get; init; }

    public required int Threads { get; init; }

    public required long Seed { get; init; }

    /// <summary>The option that asks for libtorch, as a sentence; null where nothing does.</summary>
    public string? TorchReason
    {
        get
        {
            if (Runner != LayerRunner.Fused) return Device == ComputeDevice.Cpu ? "Compute.Engine is Torch" : $"Compute.Device is {Device}";
            if (Shape.Normalization != Normalization.None) return $"Normalization is {Shape.Normalization}";
            if (Shape.Embeddings.Length > 0)
            {
                return "Static categories have embeddings ("
                    + $"{string.Join(", ", Model.Covariates.Categories.Select(category => category.Name))})";
            }

            if (Dropout > 0 && Shape.HiddenSizes.Length > 1) return FormattableString.Invariant($"Dropout is {Dropout}");
            return ManagedObjective.Fits(Shape, Dropout, LossSum) ? null : $"Loss is {Model.Output.Kind}";
        }
    }

    public LossSum LossSum => new(Loss, Model.Output.Parameters);
}
