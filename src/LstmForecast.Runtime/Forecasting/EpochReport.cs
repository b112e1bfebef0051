using System.Text.Json.Serialization;

namespace LstmForecast;

/// <summary>Where training stands after an epoch.</summary>
/// <remarks>
/// Losses are means over all values that are forecast, in the units the network works in, that is after the transforms;
/// for the default loss without transforms they are mean squared errors in the units of the series. Those of a likelihood
/// are its negative logarithm, which may be below 0.
/// </remarks>
public sealed record EpochReport
{
    /// <summary>The epoch, 1-based.</summary>
    public required int Epoch { get; init; }

    /// <summary>The member of the ensemble, 0-based; 0 for a single network.</summary>
    public int Member { get; init; }

    /// <summary>How many epochs were asked for.</summary>
    [JsonPropertyName("epochs")]
    public required int TotalEpochs { get; init; }

    /// <summary>Evaluations of loss and gradient in this epoch.</summary>
    public required int Evaluations { get; init; }

    /// <summary>Evaluations of loss and gradient since training began.</summary>
    public required int TotalEvaluations { get; init; }

    /// <summary>
    /// The loss over the training series at the weights the epoch ended with; for L-BFGS with dropout, of the thinned
    /// network. Where each epoch draws its windows, over a quarter as many that are drawn once, the same for all epochs.
    /// </summary>
    public required double TrainingLoss { get; init; }

    /// <summary>The loss over the validation series, fed with observed values; null without validation series.</summary>
    public double? ValidationLoss { get; init; }

    /// <summary>
    /// Root mean squared error, in the units of the series, of free-running forecasts of the second part of each
    /// validation series from its first part; null without validation series, or where they are too short.
    /// </summary>
    public double? FreeRunningError { get; init; }

    /// <summary>The largest absolute component of the gradient at the end of the epoch.</summary>
    public required double GradientNorm { get; init; }

    /// <summary>
    /// A hash of the weights after the epoch: the same for the same series, options and seed, whatever the number of
    /// threads, on processors with vectors of the same width.
    /// </summary>
    public required string WeightsHash { get; init; }

    /// <summary>Time since training began.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>
    /// Time left for this network if its remaining epochs take as long as those so far; that for the whole fit is
    /// <see cref="TrainingProgress.EstimatedTimeLeft"/>.
    /// </summary>
    public required TimeSpan EstimatedTimeLeft { get; init; }

    /// <summary>
    /// The model as it stands after this epoch. Always there while training reports; in the history of a finished
    /// model only if epochs were kept.
    /// </summary>
    [JsonIgnore]
    public TrainedForecaster? Model { get; init; }
}
