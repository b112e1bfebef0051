using System.Text.Json;

namespace LstmForecast.Runtime.Tests.Files.PyTorch;

/// <summary>Networks that Golden/pytorch.py trained, and what PyTorch forecast with them.</summary>
public sealed class PyTorchGoldenTests
{
    private static readonly PyTorchLayout Cells = PyTorchLayout.LstmCells("lstm1", "lstm2").Linear("linear");

    public static TheoryData<string, PyTorchLayout, Precision> Files => new()
    {
        { "cells", Cells, Precision.Float32 },
        { "cells-f16", Cells, Precision.Float32 },
        { "cells-bf16", Cells, Precision.Float32 },
        { "lstm", PyTorchLayout.Lstm("lstm").Linear("fc"), Precision.Float64 },
        {
            "layer-norm",
            PyTorchLayout.LstmCells("lstm1", "lstm2").LayerNorm("norm1", "norm2").Linear("linear1", "linear2"),
            Precision.Float32
        },
        {
            "batch-norm",
            PyTorchLayout.LstmCells("lstm1", "lstm2").BatchNorm("norm1", "norm2").Linear("linear"),
            Precision.Float64
        },
        { "no-bias", PyTorchLayout.LstmCells("lstm1").Linear("linear"), Precision.Float32 },
    };

    [Theory, MemberData(nameof(Files))]
    public void Read_TrainedNetwork_ForecastsAsPyTorchDid(string name, PyTorchLayout layout, Precision precision)
    {
        using JsonDocument golden = JsonDocument.Parse(File.ReadAllText(GoldenPath("forecasts.json")));
        JsonElement expected = golden.RootElement.GetProperty(name);
        int channels = expected.GetProperty("channels").GetInt32();
        string[] names = [.. Enumerable.Range(0, channels).Select(channel => $"channel {channel}")];
        var series = new SeriesSet(expected.GetProperty("history").EnumerateArray().Select((one, index) =>
            new TimeSeries($"wave {index}", Numbers(one), names)));

        TrainedForecaster model = PyTorchFile.Read(
            GoldenPath($"{name}.safetensors"),
            layout,
            new() { Channels = names, Transforms = [Transform.Standardize], Training = series });

        double[] forecast = Numbers(expected.GetProperty("forecast"));
        double[] actual = model.Forecast(series[0], forecast.Length / channels).Values.ToArray();
        for (int i = 0; i < forecast.Length; i++) actual[i].Should().BeApproximately(forecast[i], 1e-5);
        model.Definition.Precision.Should().Be(precision);
    }

    /// <summary>What came from PyTorch goes back as it was, but for what no network needs or has in 16 bits.</summary>
    [Theory]
    [InlineData("cells")]
    [InlineData("lstm")]
    [InlineData("layer-norm")]
    [InlineData("batch-norm")]
    public void Write_OfPyTorchsNetwork_GivesItsTensors(string name)
    {
        var layout = (PyTorchLayout)Files.Single(row => (string)row[0] == name)[1];
        byte[] original = File.ReadAllBytes(GoldenPath($"{name}.safetensors"));
        int channels = name is "lstm" or "layer-norm" ? 2 : 1;
        string[] names = [.. Enumerable.Range(0, channels).Select(channel => $"channel {channel}")];
        TrainedForecaster model =
            PyTorchFile.Read(new MemoryStream(original), layout, new() { Channels = names });
        using var saved = new MemoryStream();

        PyTorchFile.Write(model, saved, layout);

        Tensors(saved.ToArray()).Should().BeEquivalentTo(
            Tensors(original).Where(one => !one.Key.EndsWith("num_batches_tracked", StringComparison.Ordinal)));
    }

    private static string GoldenPath(string file) =>
        Path.Combine(AppContext.BaseDirectory, "Files", "PyTorch", "Golden", file);

    private static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(one => one.GetDouble())];

    /// <summary>For each tensor its type, its shape and its bytes as text.</summary>
    private static Dictionary<string, string> Tensors(byte[] bytes)
    {
        HandMadeFile file = HandMadeFile.From(bytes);
        return file.Header.Where(one => one.Key != "__metadata__").ToDictionary(one => one.Key, one =>
        {
            int from = (int)one.Value!["data_offsets"]![0]!, to = (int)one.Value["data_offsets"]![1]!;
            string values = Convert.ToHexString(file.Data[from..to]);
            return $"{one.Value["dtype"]} {one.Value["shape"]!.ToJsonString()} {values}";
        });
    }
}
