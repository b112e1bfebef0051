namespace LstmForecast.Transforms;

/// <summary>What a plan comes to on the training series at hand.</summary>
/// <param name="Plans">What to fit, in order.</param>
/// <param name="Choices">What was chosen and why, in sentences for the user; empty where nothing had to be chosen.</param>
internal sealed record Expansion(IReadOnlyList<Transform> Plans, IReadOnlyList<string> Choices);
