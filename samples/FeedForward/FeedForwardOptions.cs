namespace LstmForecast.Samples.FeedForward;

/// <summary>How <see cref="FeedForwardBaseline"/> is built and trained. Immutable.</summary>
internal sealed record FeedForwardOptions
{
    /// <summary>Units of the one hidden layer, at least 1. Default: 13.</summary>
    public int HiddenSize { get; init; } = 13;

    /// <summary>Step length of gradient descent, above 0. Default: 1e-3.</summary>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>Passes over the training points, at least 1. Default: 500,000.</summary>
    public int Epochs { get; init; } = 500_000;

    /// <summary>Losses are reported at epoch 1 and after every so many epochs, at least 1. Default: 10,000.</summary>
    public int ReportEvery { get; init; } = 10_000;

    /// <summary>What initial weights are drawn from. Default: 0.</summary>
    public int Seed { get; init; }

    /// <exception cref="ArgumentException">An option lies out of range; all that do are listed.</exception>
    public void Validate()
    {
        var problems = new List<string>();
        if (HiddenSize < 1) problems.Add($"HiddenSize is {HiddenSize}; it must be at least 1.");
        if (!(LearningRate > 0 && double.IsFinite(LearningRate)))
            problems.Add(FormattableString.Invariant($"LearningRate is {LearningRate}; it must be finite and above 0."));
        if (Epochs < 1) problems.Add($"Epochs is {Epochs}; it must be at least 1.");
        if (ReportEvery < 1) problems.Add($"ReportEvery is {ReportEvery}; it must be at least 1.");
        if (problems.Count > 0) throw new ArgumentException($"{nameof(FeedForwardOptions)}: {string.Join(" ", problems)}", "options");
    }
}
