namespace LstmForecast;

/// <summary>The best baseline on the points that trials are scored on. Immutable.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Score">Its error, in the same measure as the trials'.</param>
public sealed record SearchBaseline(string Name, double Score);
