using LstmForecast.Files;
using LstmForecast.Tests.Forecaster;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LstmForecast.Tests.Files;

/// <summary>What most forecasters in PyTorch are, features in and a horizon out, against TorchSharp's own modules.</summary>
public sealed class PyTorchFeatureTests
{
    private const int Hidden = 5, Horizon = 4, Length = 30;

    private static readonly string[] Channels = ["temperature", "sales", "price"];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Read_FeaturesInHorizonOut_ForecastsAsTheModuleDoes(bool standardized)
    {
        TimeSeries history = Series(Channels);
        var options = new PyTorchOptions
        {
            Channels = Channels,
            Targets = ["sales"],
            Horizon = Horizon,
            Transforms = standardized ? [Transform.Standardize] : [],
            StandardizeCovariates = standardized,
            Training = standardized ? new SeriesSet(history) : null,
        };
        (double[] expected, byte[] file) = Torch(history, inputs: [0, 1, 2], outputs: Horizon, target: 1, standardized);

        TrainedForecaster model = Small.Reloaded(PyTorchFile.Read(new MemoryStream(file), Layout, options));

        model.MaximumHorizon.Should().Be(Horizon);
        model.TargetChannels.Should().Equal("sales");
        ShouldBeClose(model.Forecast(history, Horizon).Values.ToArray(), expected);
        ForecastStream stream = model.StartStream(history[..20]);
        for (int time = 20; time < Length; time++) stream.Update(history.At(time));
        ShouldBeClose(stream.Forecast(Horizon).Values.ToArray(), expected);
    }

    [Fact]
    public void Read_TargetThatIsNotShown_FollowsTheChannels()
    {
        TimeSeries history = Series(["temperature", "price", "sales"]);
        (double[] expected, byte[] file) = Torch(history, inputs: [0, 1], outputs: Horizon, target: 2, standardized: false);

        TrainedForecaster model = PyTorchFile.Read(
            new MemoryStream(file), Layout, new() { Channels = ["temperature", "price"], Targets = ["sales"], Horizon = Horizon });

        model.Channels.Should().Equal("temperature", "price", "sales");
        ShouldBeClose(model.Forecast(history, Horizon).Values.ToArray(), expected);
        double[] other = [.. history.Values];
        for (int i = 2; i < other.Length; i += 3) other[i] = 7;
        ShouldBeClose(model.Forecast(history.WithValues(other), Horizon).Values.ToArray(), expected);
    }

    [Fact]
    public void Read_SeveralTargets_AreRowsOfTheOutput()
    {
        TimeSeries history = Series(Channels);
        (double[] expected, byte[] file) = Torch(history, inputs: [0, 1, 2], outputs: 2 * Horizon, target: 1, standardized: false);

        TrainedForecaster model = PyTorchFile.Read(
            new MemoryStream(file), Layout, new() { Channels = Channels, Targets = ["price", "sales"], Horizon = Horizon });

        // The library tells targets in the order of the outputs.
        model.TargetChannels.Should().Equal("price", "sales");
        ShouldBeClose(model.Forecast(history, Horizon).Values.ToArray(), expected);
    }

    private static PyTorchLayout Layout => PyTorchLayout.Lstm("lstm").Linear("fc");

    /// <summary>What nn.LSTM and nn.Linear make of the last step, and their state as a file.</summary>
    private static (double[] Expected, byte[] File) Torch(
        TimeSeries history, int[] inputs, int outputs, int target, bool standardized)
    {
        Small.LoadTorch();
        using DisposeScope scope = NewDisposeScope();
        using LSTM lstm = nn.LSTM(inputs.Length, Hidden, numLayers: 2, batchFirst: true, dtype: ScalarType.Float64);
        using Linear linear = nn.Linear(Hidden, outputs, dtype: ScalarType.Float64);
        (double Mean, double Scale)[] scales = [.. history.Channels.Select((_, channel) => Scale(history.Channel(channel), standardized))];
        double[] shown =
        [
            .. Enumerable.Range(0, history.Length).SelectMany(time =>
                inputs.Select(channel => (history[time, channel] - scales[channel].Mean) / scales[channel].Scale)),
        ];
        (Tensor y, _, _) = lstm.forward(tensor(shown, [1, history.Length, inputs.Length]));
        double[] values = linear.forward(y.select(1, history.Length - 1)).data<double>().ToArray();
        using var memory = new MemoryStream();
        Safetensors.Write(
            memory, "format", "pt", [.. Sections("lstm", lstm), .. Sections("fc", linear)], hasChecksum: false);
        return ([.. values.Select(value => value * scales[target].Scale + scales[target].Mean)], memory.ToArray());
    }

    private static IEnumerable<Section> Sections(string module, nn.Module of) => of.state_dict().Select(one => new Section(
        $"{module}.{one.Key}",
        Precision.Float64,
        [.. one.Value.shape.Select(size => (int)size)],
        one.Value.data<double>().ToArray()));

    private static (double Mean, double Scale) Scale(double[] values, bool standardized)
    {
        double mean = values.Average();
        return standardized ? (mean, Math.Sqrt(values.Average(value => (value - mean) * (value - mean)))) : (0, 1);
    }

    private static TimeSeries Series(string[] channels) => new(
        "shop",
        [.. Enumerable.Range(0, Length).SelectMany(t => new[] { Math.Sin(0.4 * t), 2 + Math.Cos(0.7 * t), 0.1 * (t % 5) })],
        channels);

    private static void ShouldBeClose(double[] values, double[] expected)
    {
        values.Should().HaveCount(expected.Length);
        for (int i = 0; i < values.Length; i++) values[i].Should().BeApproximately(expected[i], 1e-10);
    }
}
