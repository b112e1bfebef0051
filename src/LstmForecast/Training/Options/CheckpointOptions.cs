using LstmForecast.Checks;

namespace LstmForecast;

/// <summary>
/// Where training leaves all that it takes to go on from there, after a crash or on another day: with the same bits in
/// the end as without the interruption, on processors with vectors of the same width. Immutable.
/// </summary>
/// <remarks>
/// <para>
/// The file is replaced as a whole: whatever interrupts the writing, the checkpoint before it stands. It stays when
/// training ends, since the model is not saved yet; going on from it then gives the finished model at once. Delete it
/// when it is no longer needed.
/// </para>
/// <para>
/// Series and options must be those that the checkpoint was made with, but for <see cref="ComputeOptions.Threads"/>,
/// <see cref="TrainingOptions.OnCancellation"/> and the options here; anything else that differs is named in an error.
/// To go on with others, see <see cref="SequenceForecaster.FineTune"/>.
/// </para>
/// </remarks>
public sealed record CheckpointOptions : ICheckedOptions
{
    /// <summary>The file; its folder must be there.</summary>
    public required string Path { get; init; }

    /// <summary>How many epochs there are from one checkpoint to the next, at least 1. Default: 1.</summary>
    public int EveryEpochs { get; init; } = 1;

    /// <summary>
    /// Whether training goes on from the file if there is one; epochs that it holds are not reported again. Default: no,
    /// and a file that is there already is an error. All options and series must be those of then; only
    /// <see cref="TrainingOptions.Epochs"/> may be more, except with <see cref="LearningRateSchedule.Cosine"/>.
    /// </summary>
    public bool Resume { get; init; }

    /// <param name="epoch">1-based.</param>
    internal bool IsDueAfter(int epoch) => epoch % EveryEpochs == 0;

    void ICheckedOptions.AddProblems(OptionCheck check)
    {
        if (string.IsNullOrWhiteSpace(Path)) check.Add(nameof(Path), "is empty; name a file.");
        check.AtLeast(1, EveryEpochs);
    }
}
