using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using LstmForecast.Runtime.Tests.Network;

namespace LstmForecast.Runtime.Tests.Files;

/// <summary>
/// A reader of model files by docs/model-file.md alone, as one in another language would be: it shares no code with the
/// library. For recursive models of targets alone.
/// </summary>
internal sealed class DocumentedModel
{
    private readonly JsonObject _metadata;
    private readonly Dictionary<string, double[]> _tensors = [];
    private readonly DocumentedTransform[] _transforms;

    public DocumentedModel(byte[] file)
    {
        int headerLength = BitConverter.ToInt32(file);
        string header = Encoding.UTF8.GetString(file, 8, headerLength);
        JsonObject json = JsonNode.Parse(header)!.AsObject();
        string checksum = json["__metadata__"]!["sha256"]!.GetValue<string>();
        byte[] blanked = [.. file[..8], .. Encoding.UTF8.GetBytes(header.Replace(checksum, new string('0', 64))), .. file[(8 + headerLength)..]];
        Convert.ToHexStringLower(SHA256.HashData(blanked)).Should().Be(checksum);
        foreach ((string name, JsonNode? tensor) in json.Where(entry => entry.Key != "__metadata__"))
        {
            int size = tensor!["dtype"]!.GetValue<string>() == "F32" ? 4 : 8;
            int from = tensor["data_offsets"]![0]!.GetValue<int>(), to = tensor["data_offsets"]![1]!.GetValue<int>();
            _tensors[name] = [.. file[(8 + headerLength + from)..(8 + headerLength + to)].Chunk(size)
                .Select(bytes => size == 4 ? BitConverter.ToSingle(bytes) : BitConverter.ToDouble(bytes))];
        }

        _metadata = JsonNode.Parse(json["__metadata__"]!["lstm-forecast"]!.GetValue<string>())!.AsObject();
        _metadata["version"]!.GetValue<int>().Should().Be(1);
        _transforms = [.. _metadata["transforms"]!.AsArray().Select(one => new DocumentedTransform(one!.AsObject()))];
    }

    /// <summary>Forecasts <c>[horizon, targets]</c>, row after row.</summary>
    /// <param name="name">The name of the series.</param>
    /// <param name="history">For each target its values.</param>
    /// <param name="horizon">How many steps.</param>
    public double[] Forecast(string name, double[][] history, int horizon)
    {
        int members = _metadata["members"]!.GetValue<int>();
        double[][] all = [.. Enumerable.Range(0, members).Select(member =>
            ForecastOf(members == 1 ? "" : $"members.{member}.", name, history, horizon))];
        bool isMean = _metadata["combination"]!.GetValue<string>() == "Mean";
        return [.. all[0].Select((_, i) =>
        {
            double[] values = [.. all.Select(one => one[i]).Order()];
            return isMean ? values.Average() : (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
        })];
    }

    private double[] ForecastOf(string prefix, string name, double[][] history, int horizon)
    {
        int targets = history.Length;
        ReferenceNetwork network = Network(prefix);
        // For each target the values before each transform, and at the end those that the network sees.
        List<double>[][] levels = [.. history.Select((values, target) => Levels(name, target, values))];
        int usedUp = history[0].Length - levels[0][^1].Count;
        double[] output = [];
        for (int time = usedUp; time < history[0].Length; time++)
            output = network.Step([.. levels.Select(one => one[^1][time - usedUp])]);
        var forecasts = new double[horizon * targets];
        for (int step = 0; step < horizon; step++)
        {
            for (int target = 0; target < targets; target++)
            {
                double value = output[target];
                levels[target][^1].Add(value);
                for (int i = _transforms.Length - 1; i >= 0; i--)
                {
                    value = _transforms[i].Back(name, target, history[target], levels[target][i], value);
                    levels[target][i].Add(value);
                }

                forecasts[step * targets + target] = value;
            }

            output = network.Step(output);
        }

        return forecasts;
    }

    private List<double>[] Levels(string name, int target, double[] values)
    {
        var levels = new List<double>[_transforms.Length + 1];
        levels[0] = [.. values];
        for (int i = 0; i < _transforms.Length; i++)
        {
            List<double> before = levels[i];
            levels[i + 1] = [.. Enumerable.Range(_transforms[i].UsedUp, before.Count - _transforms[i].UsedUp)
                .Select(time => _transforms[i].Apply(name, target, values, before[..time], before[time]))];
        }

        return levels;
    }

    private ReferenceNetwork Network(string prefix)
    {
        JsonNode shape = _metadata["shape"]!;
        return new ReferenceNetwork(
            [.. shape["hiddenSizes"]!.AsArray().Select(size => size!.GetValue<int>())],
            shape["headSizes"]!.AsArray().Count + 1,
            Enum.Parse<Normalization>(shape["normalization"]!.GetValue<string>()),
            _tensors.Where(one => one.Key.StartsWith(prefix, StringComparison.Ordinal))
                .ToDictionary(one => one.Key[prefix.Length..], one => one.Value));
    }
}
