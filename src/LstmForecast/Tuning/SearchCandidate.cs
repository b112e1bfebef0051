namespace LstmForecast;

/// <summary>Options that a search may try. Immutable.</summary>
/// <param name="Forecaster">What network to build.</param>
/// <param name="Training">How to train it.</param>
public sealed record SearchCandidate(ForecasterOptions Forecaster, TrainingOptions Training);
