using LstmForecast.Checks;

namespace LstmForecast;

/// <summary>
/// Training for those who do not want to tune it. Up to 20,000 points are learned at once by L-BFGS, as long as the end
/// of the series, held out, gains from it, and then anew with all points for just as long. More points are learned in
/// mini-batches of windows by AdamW, with a warm-up, a learning rate that falls along a cosine, clipped gradients, and
/// the weights that do best on the end of the series. What was chosen is in <see cref="TrainingHistory.Choices"/>.
/// </summary>
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
