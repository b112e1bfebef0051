using LstmForecast.Training;

namespace LstmForecast;

/// <summary>
/// How a network is trained: one of <see cref="LbfgsTraining"/>, <see cref="AdamTraining"/> and
/// <see cref="SgdTraining"/>. Immutable.
/// </summary>
public abstract record TrainingOptions
{
    private protected TrainingOptions(int epochs) => Epochs = epochs;

    /// <summary>How many times the optimiser goes over the whole training set, at least 1.</summary>
    public int Epochs { get; init; }

    /// <summary>Which epoch's weights the model gets in the end. Default: automatic.</summary>
    public BestEpoch Restore { get; init; }

    /// <summary>
    /// Whether the weights of every epoch stay at hand, for <see cref="TrainedForecaster.AtEpoch"/>. Default: no.
    /// </summary>
    public bool KeepEpochs { get; init; }

    /// <summary>
    /// Training stops when the loss that <see cref="Restore"/> watches has not improved for so many epochs, at least 1.
    /// Default: null, never. Cannot go with <see cref="BestEpoch.Last"/>.
    /// </summary>
    public int? Patience { get; init; }

    /// <summary>
    /// The share of each validation series, between 0 and 1, from which the rest is forecast for
    /// <see cref="EpochReport.FreeRunningError"/>. Default: 0.5.
    /// </summary>
    public double FreeRunningWarmup { get; init; } = 0.5;

    /// <summary>
    /// What cancelling does. Default: throw. Either way it is heeded within one evaluation of the loss.
    /// </summary>
    public CancellationBehavior OnCancellation { get; init; }

    internal void Validate(bool hasValidation)
    {
        var problems = new List<string>();
        if (Epochs < 1) problems.Add($"Epochs is {Epochs}; it must be at least 1.");
        if (!Enum.IsDefined(Restore)) problems.Add($"Restore has the unknown value {Restore}.");
        if (Restore is BestEpoch.ValidationLoss or BestEpoch.FreeRunningError && !hasValidation)
            problems.Add($"Restore is {Restore} but there are no validation series; pass some, or restore by training loss.");
        if (Patience < 1) problems.Add($"Patience is {Patience}; it must be at least 1, or null for none.");
        if (Patience is not null && Restore == BestEpoch.Last)
            problems.Add("Patience watches the loss that Restore names, and Restore is Last; name a loss, or set Patience to null.");
        if (!(FreeRunningWarmup > 0 && FreeRunningWarmup < 1))
        {
            problems.Add(FormattableString.Invariant(
                $"FreeRunningWarmup is {FreeRunningWarmup}; it must be above 0 and below 1."));
        }

        if (!Enum.IsDefined(OnCancellation)) problems.Add($"OnCancellation has the unknown value {OnCancellation}.");
        AddProblems(problems);
        OptionProblems.ThrowIfAny(GetType().Name, problems);
    }

    private protected abstract void AddProblems(List<string> problems);
}
