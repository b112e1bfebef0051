using LstmForecast.Checks;

namespace LstmForecast;

/// <summary>What <see cref="AdamWTraining"/> and <see cref="SgdTraining"/> share: steps over mini-batches.</summary>
public abstract record GradientTraining : TrainingOptions
{
    private protected GradientTraining(double learningRate)
        : base(epochs: 100) => LearningRate = learningRate;

    /// <summary>The step length, above 0. Default: 1e-3 for Adam, 1e-2 for SGD.</summary>
    public double LearningRate { get; init; }

    /// <summary>Windows in a mini-batch (whole series where there are no windows), at least 1; drawn in an order that the seed decides. Default: 32.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>
    /// Gradients whose Euclidean norm over all weights is larger are scaled down to it; above 0. Default: null, never.
    /// </summary>
    public double? ClipGradientNorm { get; init; }

    /// <summary>How strongly weights are pulled to zero, at least 0. Default: 0.</summary>
    public double WeightDecay { get; init; }

    /// <summary>
    /// Over how many of the first epochs the learning rate rises from zero in a straight line, at least 0. Default: 0.
    /// </summary>
    public double WarmupEpochs { get; init; }

    /// <summary>How the learning rate changes after that. Default: constant.</summary>
    public LearningRateSchedule Schedule { get; init; }

    /// <summary>Epochs without improvement that <see cref="LearningRateSchedule.Plateau"/> waits for, at least 1. Default: 5.</summary>
    public int PlateauPatience { get; init; } = 5;

    /// <summary>What <see cref="LearningRateSchedule.Plateau"/> multiplies by, between 0 and 1. Default: 0.5.</summary>
    public double PlateauFactor { get; init; } = 0.5;

    private protected override void AddOwnProblems(OptionCheck check)
    {
        check.LearningRate(LearningRate);
        check.AtLeast(1, BatchSize);
        check.Require(ClipGradientNorm is not { } norm || norm > 0, ClipGradientNorm, "above 0, or null for none");
        check.Require(
            WarmupEpochs == 0 || (WarmupEpochs > 0 && WarmupEpochs < Epochs), WarmupEpochs, $"at least 0 and below Epochs ({Epochs})");
        check.Known(Schedule);
        check.AtLeast(1, PlateauPatience);
        check.Fraction(PlateauFactor);
        check.NotNegative(WeightDecay);
    }
}
