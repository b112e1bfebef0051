namespace LstmForecast.Tuning;

/// <summary>Options that were drawn from a space.</summary>
/// <param name="Candidate">The options.</param>
/// <param name="Values">What each dimension came to, in words.</param>
internal sealed record DrawnCandidate(SearchCandidate Candidate, IReadOnlyList<string> Values);
