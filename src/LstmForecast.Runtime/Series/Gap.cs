using LstmForecast.Series;

namespace LstmForecast;

/// <summary>A run of missing values (NaN) of one channel. Immutable.</summary>
/// <param name="Series">The name of the series.</param>
/// <param name="Channel">The name of the channel.</param>
/// <param name="First">The time step of the first missing value, 0-based.</param>
/// <param name="Length">How many values are missing in a row, at least 1.</param>
/// <param name="Time">The time of the first missing value; null for a series without timestamps.</param>
public sealed record Gap(string Series, string Channel, int First, int Length, DateTime? Time)
{
    /// <inheritdoc/>
    public override string ToString() =>
        $"series '{Series}', channel '{Channel}': {Length} missing from index {First}"
        + (Time is { } time ? $" ({TimeChecks.Text(time)})" : "");
}
