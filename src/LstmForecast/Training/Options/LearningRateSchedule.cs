namespace LstmForecast;

/// <summary>How the learning rate changes after the warm-up.</summary>
public enum LearningRateSchedule
{
    /// <summary>Not at all.</summary>
    Constant,

    /// <summary>
    /// Down to zero at the last epoch along half a cosine (Loshchilov and Hutter, "SGDR", 2017, without restarts).
    /// </summary>
    Cosine,

    /// <summary>
    /// Lower by <see cref="GradientTraining.PlateauFactor"/> each time the watched loss has not improved for
    /// <see cref="GradientTraining.PlateauPatience"/> epochs.
    /// </summary>
    Plateau,
}
