using System.Text.Json;

namespace LstmForecast.Tests.ModelFiles;

/// <summary>The files of each released format version, with what they forecast beside them.</summary>
internal static class GoldenFiles
{
    /// <summary>
    /// Where to write the files of the current version anew: a folder in the source tree. As in
    /// <code>
    /// LSTM_FORECAST_GOLDEN=$PWD/tests/LstmForecast.Runtime.Tests/ModelFiles/Golden/Version1 \
    ///   dotnet test -c Release tests/LstmForecast.Runtime.Tests --filter FullyQualifiedName~GoldenFileTests
    /// </code>
    /// A file of a version that was released must never be written anew.
    /// </summary>
    public const string Variable = "LSTM_FORECAST_GOLDEN";

    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "ModelFiles", "Golden", "Version1");

    public static byte[] Bytes(string name) => File.ReadAllBytes(Path.Combine(Folder, $"{name}.lstm"));

    public static IReadOnlyDictionary<string, double[]> Forecasts() =>
        JsonSerializer.Deserialize<Dictionary<string, double[]>>(File.ReadAllText(Path.Combine(Folder, "forecasts.json")))!;

    /// <summary>The point forecast, then the quantiles or the ends of the interval.</summary>
    public static double[] Numbers(string name, TrainedForecaster model)
    {
        Forecast forecast = GoldenModels.Forecast(name, model);
        double[] point = forecast.Values.ToArray();
        return name switch
        {
            "direct-quantiles-mask" or "gaussian" or "student-t" or "negative-binomial" => [.. point, .. forecast.Quantile(0.1), .. forecast.Quantile(0.9)],
            "intervals" => [.. point, .. model.Forecast(GoldenModels.Series([.. model.Channels]), 2).Interval(0.8).Lower.ToArray()],
            _ => point,
        };
    }

    public static void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        var forecasts = new SortedDictionary<string, double[]>(StringComparer.Ordinal);
        foreach ((string name, Func<TrainedForecaster> make) in GoldenModels.All)
        {
            TrainedForecaster model = make();
            model.Save(Path.Combine(folder, $"{name}.lstm"));
            forecasts[name] = Numbers(name, model);
        }

        string json = JsonSerializer.Serialize(forecasts);
        File.WriteAllText(Path.Combine(folder, "forecasts.json"), json.Replace("],", "],\n", StringComparison.Ordinal) + "\n");
    }
}
