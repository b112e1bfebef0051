using System.Globalization;
using LstmForecast;

/// <summary>What both programs need, so that what they print can be compared.</summary>
internal static class Shared
{
    public static TimeSeries Series { get; } =
        new("own", [.. Enumerable.Range(0, 60).Select(t => Math.Sin(t / 5.0))]);

    public static string Describe(Forecast forecast) =>
        string.Create(CultureInfo.InvariantCulture, $"{forecast.Values[0]:R} {forecast.Values[^1]:R}");
}
