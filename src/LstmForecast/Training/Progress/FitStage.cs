namespace LstmForecast.Training;

/// <summary>One of the trainings that a fit takes, and how much work they are; in any unit, as only shares are told.</summary>
/// <param name="Stage">Which it is.</param>
/// <param name="EpochWork">An epoch of one of its networks.</param>
/// <param name="Later">All stages that follow, at most.</param>
internal readonly record struct FitStage(TrainingStage Stage, double EpochWork = 1, double Later = 0);
