using LstmForecast.Network;
using LstmForecast.Runtime.Tests.Forecasting;
using LstmForecast.Runtime.Tests.Network;

namespace LstmForecast.Onnx.Tests;

/// <summary>Every option of the network, in ONNX Runtime against our own kernel.</summary>
public sealed class NetworkTests
{
    private const double Tolerance = 1e-5;

    public static TheoryData<int[], int[], int, Normalization, Precision> Networks()
    {
        var data = new TheoryData<int[], int[], int, Normalization, Precision>();
        foreach (Precision precision in Enum.GetValues<Precision>())
        {
            foreach (Normalization normalization in Enum.GetValues<Normalization>())
            {
                data.Add([1], [], 1, normalization, precision);
                data.Add([8], [], 1, normalization, precision);
                data.Add([5, 7], [], 2, normalization, precision);
                data.Add([16, 9, 4], [6, 3], 3, normalization, precision);
            }
        }

        return data;
    }

    /// <summary>Three calls of different lengths, each with the state that the last one left.</summary>
    [Theory, MemberData(nameof(Networks))]
    public void Sequence_InSeveralCalls_IsOurNetwork(
        int[] hidden, int[] head, int channels, Normalization normalization, Precision precision)
    {
        const int Batch = 3;
        TrainedForecaster model = Model(hidden, head, channels, normalization, precision);
        using var onnx = new OnnxModel(model, new() { Mode = OnnxMode.Sequence }, Batch);
        double[][] input = Input(Batch * channels, 24);
        double[][] expected = Ours(model, Batch, input);

        int start = 0;
        foreach (int steps in (int[])[15, 1, 8])
        {
            double[] x = ByBatch(input[start..(start + steps)], Batch);
            (double[] y, long[] shape) = onnx.Run(x, Batch, steps, channels);

            shape.Should().Equal(Batch, steps, channels);
            ShouldBeClose(y, ByBatch(expected[start..(start + steps)], Batch));
            start += steps;
        }
    }

    [Theory, MemberData(nameof(Networks))]
    public void Step_CallAfterCall_IsOurNetwork(
        int[] hidden, int[] head, int channels, Normalization normalization, Precision precision)
    {
        const int Batch = 2;
        TrainedForecaster model = Model(hidden, head, channels, normalization, precision);
        using var onnx = new OnnxModel(model, new() { Mode = OnnxMode.Step }, Batch);
        double[][] input = Input(Batch * channels, 24);
        double[][] expected = Ours(model, Batch, input);

        for (int step = 0; step < input.Length; step++)
        {
            (double[] y, long[] shape) = onnx.Run(input[step], Batch, channels);

            shape.Should().Equal(Batch, channels);
            ShouldBeClose(y, expected[step]);
        }
    }

    [Theory, MemberData(nameof(Networks))]
    public void Step_AfterTheSequenceForm_GoesOnFromItsState(
        int[] hidden, int[] head, int channels, Normalization normalization, Precision precision)
    {
        TrainedForecaster model = Model(hidden, head, channels, normalization, precision);
        using var sequence = new OnnxModel(model, new() { Mode = OnnxMode.Sequence });
        using var step = new OnnxModel(model, new() { Mode = OnnxMode.Step });
        TimeSeries history = Models.Wave("wave", 20, channels);
        Forecast expected = model.Forecast(history, horizon: 5);

        double[] read = sequence.Run(history.Values.ToArray(), 1, history.Length, channels).Values;
        step.TakeStateOf(sequence);
        double[] y = read[^channels..];
        for (int ahead = 1; ahead <= 5; ahead++)
        {
            for (int channel = 0; channel < channels; channel++)
                y[channel].Should().BeApproximately(expected.Channel(channel)[ahead - 1], Tolerance);
            y = step.Run(y, 1, channels).Values;
        }
    }

    /// <summary>Far from any training, where a kernel that cuts corners would show.</summary>
    [Theory]
    [InlineData(OnnxMode.Sequence, Precision.Float32)]
    [InlineData(OnnxMode.Sequence, Precision.Float64)]
    [InlineData(OnnxMode.Step, Precision.Float32)]
    [InlineData(OnnxMode.Step, Precision.Float64)]
    public void BothForms_SaturatedGates_AreOurNetwork(OnnxMode form, Precision precision)
    {
        TrainedForecaster model = Model([6, 4], [], 1, Normalization.None, precision);
        using var onnx = new OnnxModel(model, new() { Mode = form });
        double[] input = [1e6, -1e6, 30, -30];
        double[][] expected = Ours(model, 1, [.. input.Select(one => (double[])[one])]);

        for (int step = 0; step < input.Length; step++)
        {
            double[] y = form == OnnxMode.Step
                ? onnx.Run([input[step]], 1, 1).Values
                : onnx.Run([input[step]], 1, 1, 1).Values;
            ShouldBeClose(y, expected[step]);
        }
    }

    private static TrainedForecaster Model(
        int[] hidden, int[] head, int channels, Normalization normalization, Precision precision)
    {
        var shape = new NetworkShape(channels, hidden, head, channels, normalization);
        // A third, so that runs of many steps are no matter of luck with the last bit.
        Dictionary<string, double[]> weights = RandomWeights.For(shape, seed: 5).ToDictionary(
            one => one.Key, one => one.Value.Select(value => value / 3).ToArray());
        return Models.From(shape, weights, precision: precision);
    }

    /// <returns><c>[time][width]</c>.</returns>
    private static double[][] Input(int width, int steps) =>
        [.. Enumerable.Range(0, steps).Select(step => Enumerable.Range(0, width)
            .Select(i => Math.Sin(0.3 * step + i) + 0.2 * i).ToArray())];

    /// <returns><c>[time][batch * outputs]</c>.</returns>
    private static double[][] Ours(TrainedForecaster model, int batch, double[][] input)
    {
        var network = LstmNetwork.Create(model.Definition.Weights, model.Definition.Precision);
        NetworkState state = network.NewState(batch);
        return [.. input.Select(x =>
        {
            var y = new double[batch * network.Shape.OutputSize];
            network.Step(x, state, y);
            return y;
        })];
    }

    /// <summary>From <c>[time][batch * channels]</c> to <c>[batch, time, channels]</c>.</summary>
    private static double[] ByBatch(double[][] steps, int batch)
    {
        int channels = steps[0].Length / batch;
        return [.. Enumerable.Range(0, batch).SelectMany(row => steps.SelectMany(step =>
            step.Skip(row * channels).Take(channels)))];
    }

    private static void ShouldBeClose(double[] actual, double[] expected)
    {
        actual.Should().HaveSameCount(expected);
        for (int i = 0; i < actual.Length; i++)
            actual[i].Should().BeApproximately(expected[i], Tolerance * Math.Max(1, Math.Abs(expected[i])));
    }
}
