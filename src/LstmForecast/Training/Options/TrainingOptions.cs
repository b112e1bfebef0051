using LstmForecast.Checks;

namespace LstmForecast;

/// <summary>
/// How a network is trained: one of <see cref="LbfgsTraining"/>, <see cref="AdamWTraining"/> and
/// <see cref="SgdTraining"/>. Immutable.
/// </summary>
public abstract record TrainingOptions : ICheckedOptions
{
    private protected TrainingOptions(int epochs) => Epochs = epochs;

    /// <summary>How many times the optimizer goes over the whole training set, at least 1.</summary>
    public int Epochs { get; init; }

    /// <summary>Which epoch's weights the model gets in the end. Default: automatic.</summary>
    public EpochChoice RestoreEpoch { get; init; }

    /// <summary>
    /// Whether the weights of every epoch stay at hand, for <see cref="TrainedForecaster.AtEpoch"/>. Default: no. Cannot go
    /// with an ensemble.
    /// </summary>
    public bool KeepEpochs { get; init; }

    /// <summary>
    /// Training stops when the loss that <see cref="RestoreEpoch"/> watches has not improved for so many epochs, at least 1.
    /// Default: null, never. Cannot go with <see cref="EpochChoice.Last"/>.
    /// </summary>
    public int? Patience { get; init; }

    /// <summary>
    /// By how much the watched loss must fall to count as an improvement for <see cref="Patience"/>, at least 0, in the
    /// units of the loss. Default: 0. The weights restored are those of the lowest loss all the same.
    /// </summary>
    public double MinimumDelta { get; init; }

    /// <summary>
    /// How the series are cut into windows. Default: null, each series is fed whole, from its first point to its last.
    /// </summary>
    public WindowOptions? Windows { get; init; }

    /// <summary>
    /// How many of the last time steps of each training series are not learned but judge each epoch, at least 1.
    /// Default: null, none. Cannot go with validation series.
    /// </summary>
    public int? ValidationSteps { get; init; }

    /// <summary>
    /// The share of each validation series, between 0 and 1, from which the rest is forecast for
    /// <see cref="EpochReport.FreeRunningError"/>. Default: 0.5.
    /// </summary>
    public double FreeRunFrom { get; init; } = 0.5;

    /// <summary>
    /// What cancelling does. Default: throw. Either way it is heeded within one evaluation of the loss.
    /// </summary>
    public CancellationBehavior OnCancellation { get; init; }

    /// <summary>
    /// Where training leaves what it takes to go on after an interruption. Default: null, nowhere. Cannot go with
    /// <see cref="AutoTraining"/>.
    /// </summary>
    public CheckpointOptions? Checkpoint { get; init; }

    void ICheckedOptions.AddProblems(OptionCheck check)
    {
        check.AtLeast(1, Epochs);
        check.Known(RestoreEpoch);
        check.AtLeast(1, Patience, "or null for none");
        if (Patience is not null && RestoreEpoch == EpochChoice.Last)
            check.Add(nameof(Patience), "watches the loss that RestoreEpoch names, and RestoreEpoch is Last; name a loss, or set Patience to null.");
        check.Fraction(FreeRunFrom);
        check.NotNegative(MinimumDelta);
        check.AtLeast(1, ValidationSteps, "or null for none");
        check.Nested(Windows);
        check.Nested(Checkpoint);
        check.Known(OnCancellation);
        AddOwnProblems(check);
    }

    private protected abstract void AddOwnProblems(OptionCheck check);
}
