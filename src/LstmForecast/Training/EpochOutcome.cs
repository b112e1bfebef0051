namespace LstmForecast.Training;

/// <summary>What an optimiser has to say of one pass over the training set.</summary>
/// <param name="Loss">The mean squared error it ended with.</param>
/// <param name="GradientNorm">The largest absolute component of the gradient it ended with.</param>
/// <param name="Evaluations">How often it had loss and gradient computed.</param>
/// <param name="Stop">Why there is no point in another epoch; null if there is.</param>
internal sealed record EpochOutcome(double Loss, double GradientNorm, int Evaluations, StopReason? Stop);
