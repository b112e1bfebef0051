namespace LstmForecast;

/// <summary>No training series is long enough for the last steps of a horizon that is forecast at once.</summary>
internal sealed class UntaughtStepsException(string message, string argument) : ArgumentException(message, argument);
