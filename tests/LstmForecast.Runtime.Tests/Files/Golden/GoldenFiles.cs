using System.Text.Json;

namespace LstmForecast.Runtime.Tests.Files;

/// <summary>The files of each released format version, with what they forecast beside them.</summary>
internal static class GoldenFiles
{
    /// <summary>
    /// Where to write the files of the current version anew: a folder in the source tree. As in
    /// <code>
    /// LSTM_FORECAST_GOLDEN=$PWD/tests/LstmForecast.Runtime.Tests/Files/Golden/Version1 \
    ///   dotnet test -c Release tests/LstmForecast.Runtime.Tests --filter FullyQualifiedName~GoldenFileTests
    /// </code>
    /// A file of a version that was released must never be written anew.
    /// </summary>
    public const string Variable = "LSTM_FORECAST_GOLDEN";

    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "Files", "Golden", "Version1");

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
            "intervals" => [.. point, .. model.Forecast(GoldenModels.Series([.. model.Channels]), 2).Interval(0.8).Select(one => one.Lower)],
            _ => point,
        };
    }

    /// <summary>The models that have golden streams.</summary>
    public static IReadOnlyList<string> StreamNames { get; } = ["plain", "statics-calendar-filling", "negative-binomial"];

    public static byte[] StreamBytes(string name) => File.ReadAllBytes(Path.Combine(Folder, $"{name}.stream"));

    public static IReadOnlyDictionary<string, double[]> StreamForecasts() =>
        JsonSerializer.Deserialize<Dictionary<string, double[]>>(File.ReadAllText(Path.Combine(Folder, "streams.json")))!;

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

        WriteNumbers(Path.Combine(folder, "forecasts.json"), forecasts);
        var streams = new SortedDictionary<string, double[]>(StringComparer.Ordinal);
        foreach (string name in StreamNames)
        {
            TrainedForecaster model = GoldenModels.All[name]();
            ForecastStream stream = model.StartStream(GoldenModels.Given(name, model).History, StreamOptions);
            stream.Save(Path.Combine(folder, $"{name}.stream"));
            streams[name] = StreamNumbers(stream);
        }

        WriteNumbers(Path.Combine(folder, "streams.json"), streams);
    }

    /// <summary>The forecast, the end of the adaptive interval and the number of points.</summary>
    public static double[] StreamNumbers(ForecastStream stream) =>
        [.. stream.Forecast(2).Values, stream.Interval().Lower, stream.Count];

    public static StreamingOptions StreamOptions { get; } =
        new() { Intervals = new() { Coverage = 0.8, Window = 5 }, Drift = new() { MinimumErrors = 12 } };

    private static void WriteNumbers(string path, SortedDictionary<string, double[]> numbers) => File.WriteAllText(
        path, JsonSerializer.Serialize(numbers).Replace("],", "],\n", StringComparison.Ordinal) + "\n");
}
