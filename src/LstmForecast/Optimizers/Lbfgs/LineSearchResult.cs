namespace LstmForecast.Optimizers;

/// <summary>
/// Where a line search ended: the trial accepted, which is its start if nothing better was found, and whether it gave
/// up because trials were not finite.
/// </summary>
internal sealed record LineSearchResult(LineTrial Accepted, bool NotFinite);
