namespace LstmForecast.Samples.FeedForward;

/// <summary>Where the training of a <see cref="FeedForwardBaseline"/> stands.</summary>
/// <param name="Epoch">The epoch, 1-based.</param>
/// <param name="TrainingLoss">Mean squared error over the training points, before the epoch's step.</param>
/// <param name="ValidationLoss">Mean squared error over the held-out points, against their observed values.</param>
internal sealed record FeedForwardReport(int Epoch, double TrainingLoss, double ValidationLoss);
