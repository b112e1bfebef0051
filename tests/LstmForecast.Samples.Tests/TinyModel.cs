using System.Buffers.Binary;
using System.Text;

namespace LstmForecast.Samples.Tests;

/// <summary>Networks of one LSTM layer and a linear one, made without training: read as PyTorch would have written them.</summary>
internal static class TinyModel
{
    /// <summary>All weights are zero but the last bias, which is the forecast.</summary>
    /// <param name="value">The forecast, as the transforms leave it.</param>
    /// <param name="transforms">What is done before and undone after; fitted to the numbers from 1 to 4.</param>
    public static TrainedForecaster Constant(float value, params Transform[] transforms) => Of(
        units: 1,
        channels: 1,
        (_, isLast) => isLast ? value : 0,
        new() { Transforms = transforms, Training = new SeriesSet(new TimeSeries("training", [1.0, 2, 3, 4])) });

    /// <summary>Weights between -1 and 1.</summary>
    public static TrainedForecaster Random(int seed, int units = 4, int channels = 1)
    {
        var random = new Random(seed);
        return Of(
            units,
            channels,
            (_, _) => 2 * random.NextSingle() - 1,
            channels == 1 ? null : new() { Channels = [.. Enumerable.Range(0, channels).Select(i => $"channel {i}")] });
    }

    /// <param name="units">Units of the LSTM layer.</param>
    /// <param name="channels">Channels of the series, all of them forecast.</param>
    /// <param name="weight">A weight by its place, and whether it is the bias of the output.</param>
    /// <param name="options">What PyTorch's file does not say.</param>
    private static TrainedForecaster Of(int units, int channels, Func<int, bool, float> weight, PyTorchOptions? options = null)
    {
        int gates = 4 * units;
        (string Name, int[] Shape)[] tensors =
        [
            ("weight_ih_l0", [gates, channels]), ("weight_hh_l0", [gates, units]), ("bias_ih_l0", [gates]), ("bias_hh_l0", [gates]),
            ("linear.weight", [channels, units]), ("linear.bias", [channels]),
        ];
        int end = 0;
        string header = "{" + string.Join(",", tensors.Select(tensor =>
        {
            int start = end;
            end += 4 * tensor.Shape.Aggregate((product, size) => product * size);
            return $$"""
                "{{tensor.Name}}":{"dtype":"F32","shape":[{{string.Join(',', tensor.Shape)}}],"data_offsets":[{{start}},{{end}}]}
                """;
        })) + "}";
        byte[] text = Encoding.UTF8.GetBytes(header);
        byte[] file = new byte[8 + text.Length + end];
        BinaryPrimitives.WriteInt64LittleEndian(file, text.Length);
        text.CopyTo(file, 8);
        for (int at = 0; at < end; at += 4)
            BinaryPrimitives.WriteSingleLittleEndian(file.AsSpan(8 + text.Length + at), weight(at / 4, at == end - 4));
        return PyTorchFile.Read(new MemoryStream(file), PyTorchLayout.Lstm("").Linear("linear"), options);
    }
}
