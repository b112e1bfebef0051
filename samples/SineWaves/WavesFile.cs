using System.Globalization;
using LstmForecast;

/// <summary>Waves and what a model says comes after them, as a table for any program.</summary>
internal static class WavesFile
{
    /// <summary>
    /// A row for each time step (0-based) of each wave, in order: what was observed, then what was forecast. Numbers have as
    /// many digits as it takes to read them back unchanged.
    /// </summary>
    public static void Write(string path, SeriesSet waves, IReadOnlyList<Forecast> forecasts)
    {
        using var writer = new StreamWriter(path) { NewLine = "\n" };
        writer.WriteLine("series,time,observed,forecast");
        foreach ((TimeSeries wave, Forecast forecast) in waves.Zip(forecasts))
        {
            for (int time = 0; time < wave.Length; time++)
                writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{wave.Name},{time},{wave[time]:R},"));
            for (int step = 1; step <= forecast.Horizon; step++)
                writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{wave.Name},{forecast.Cutoff + step},,{forecast.Step(step):R}"));
        }
    }
}
