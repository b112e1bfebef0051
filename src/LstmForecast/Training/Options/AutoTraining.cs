using LstmForecast.Checks;

namespace LstmForecast;

/// <summary>
/// Training for those who do not want to tune it. What was chosen is in <see cref="TrainingHistory.Choices"/>.
/// </summary>
/// <remarks>
/// <para>
/// With <see cref="ForecasterOptions.Auto"/>, for 10 series or more, or 1,000 points or more: up to twelve preparations of the
/// series (<see cref="Transform"/>) are each tried by one network. It learns without the last one to three horizons of the series,
/// for a quarter of <see cref="TrainingOptions.Epochs"/>, and forecasts them. The forecast of the model is the median of those that
/// are left when every preparation is gone without which the median does better from each origin. Then a network for each of them
/// (or <see cref="ForecasterOptions.EnsembleSize"/>, if that is more) learns all points by AdamW in mini-batches of windows. An
/// epoch is 400,000 time steps of windows, fewer where the horizon is long, however many series there are: 60 epochs of eight
/// networks of 32 units take a minute or two on two cores. More epochs take longer and forecast a little better. Such a model
/// is saved, streamed and backtested like any other; it cannot be exported to ONNX with its transforms, or
/// trained further.
/// </para>
/// <para>
/// In all other cases (fewer points, validation series, a recursive strategy, transforms by hand, a likelihood) up to 20,000 points
/// are learned at once by L-BFGS, as long as the end of the series, held out, gains from it, and then anew with all points for
/// just as long. More points are learned in mini-batches by AdamW, with a warm-up, a learning rate that falls along a cosine,
/// clipped gradients, and the weights that do best on the end of the series.
/// </para>
/// </remarks>
public sealed record AutoTraining : TrainingOptions
{
    /// <summary>At most sixty epochs.</summary>
    public AutoTraining()
        : base(epochs: 60)
    {
    }

    private protected override void AddOwnProblems(OptionCheck check)
    {
        if (Windows is not null)
            check.Add(nameof(Windows), "is set; AutoTraining chooses windows itself: leave it out, or use AdamWTraining.");
        if (Checkpoint is not null)
            check.Add(nameof(Checkpoint), "is set; AutoTraining may train twice: leave it out, or use LbfgsTraining or AdamWTraining.");
        if (KeepEpochs)
            check.Add(nameof(KeepEpochs), "is set; AutoTraining may train twice: leave it out, or use LbfgsTraining or AdamWTraining.");
    }
}
