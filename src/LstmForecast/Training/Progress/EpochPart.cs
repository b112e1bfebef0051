namespace LstmForecast.Training;

/// <summary>How far an epoch is.</summary>
/// <param name="Share">The share of it that is done, if it takes as many evaluations as it may.</param>
/// <param name="Evaluations">Evaluations of loss and gradient in it, up to now.</param>
/// <param name="Loss">What the latest of them found.</param>
internal readonly record struct EpochPart(double Share, int Evaluations, double Loss);
