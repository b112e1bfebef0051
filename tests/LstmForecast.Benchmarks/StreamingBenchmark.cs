using System.CommandLine;
using LstmForecast.Network;
using LstmForecast.Onnx;
using TorchSharp;
using static TorchSharp.torch;

namespace LstmForecast.Benchmarks;

/// <summary>
/// One series as it comes in: how long it takes to read an observation and forecast the next one, against TorchSharp's
/// <c>LSTMCell</c> and ONNX Runtime with the same network.
/// </summary>
internal static class StreamingBenchmark
{
    private const int OursPerRound = 20_000;
    private const int PeersPerRound = 2_000;
    private const double Tolerance = 1e-5;

    public static Command Command()
    {
        Option<int> hidden = Options.With("--hidden", "Units of each of the two layers.", 64);
        Option<int> rounds = Options.Rounds();
        var command = new Command("streaming", "One observation in, one forecast out.") { hidden, rounds };
        command.SetAction(parsed => Run(parsed.GetValue(hidden), parsed.GetValue(rounds)));
        return command;
    }

    private static void Run(int hidden, int rounds)
    {
        NetworkWeights weights = Forecasting.Weights(hidden, hidden);
        using DisposeScope scope = NewDisposeScope();
        Backend.NativeBackend.EnsureLoaded();
        using var ours = new Forecasting.Stepper(weights, new StreamingOptions { Drift = null });
        using var watched = new Forecasting.Stepper(weights, new StreamingOptions());
        using var cell = new LstmCellStepper(weights);
        using var sequence = new OnnxStepper(weights, OnnxMode.Sequence);
        using var step = new OnnxStepper(weights, OnnxMode.Step);
        CheckAgreement(("ours", ours), ("LSTMCell", cell), ("ONNX sequence", sequence), ("ONNX step", step));

        Samples[] samples = Interleaved.Measure(
            rounds,
            Contender("ours", ours, OursPerRound),
            Contender("LSTMCell", cell, PeersPerRound),
            Contender("ONNX Runtime, sequence form", sequence, PeersPerRound),
            Contender("ONNX Runtime, step form", step, PeersPerRound),
            Contender("ours, watched for drift", watched, OursPerRound),
            Many(weights));
        Console.WriteLine($"ours allocates {AllocatedBytes(ours):F3} bytes a step");
        Samples onnx = samples[2].Median < samples[3].Median ? samples[2] : samples[3];
        Figures.Print(
            ("microseconds", samples[0].Median * 1e6),
            ("allocated-bytes", AllocatedBytes(ours)),
            ("ratio-lstmcell", samples[1].Over(samples[0])),
            // The quicker of the two forms is the peer.
            ("ratio-onnxruntime", onnx.Over(samples[0])),
            ("watched-microseconds", samples[4].Median * 1e6),
            ("many-series-a-second", 1 / samples[5].Median));
    }

    private static Contender Contender(string name, IStepper stepper, int steps) =>
        new(name, () => Steps(stepper, steps), steps);

    /// <summary>Many series that come in together, with drift detection as is the default; time a series.</summary>
    private static Contender Many(NetworkWeights weights)
    {
        const int Series = 5_000;
        TrainedForecaster model = Forecasting.Model(weights);
        ForecastStreamBatch states = model.StartStream(
            [.. Enumerable.Range(0, Series).Select(i => new TimeSeries($"{i}", [0.0], model.Channels))]);
        var values = new double[Series];
        int tick = 0;
        return new($"ours, {Series} series together", () =>
        {
            Array.Fill(values, Wave(tick++));
            states.Update(values);
        }, Series);
    }

    private static float Steps(IStepper stepper, int steps)
    {
        float sum = 0;
        for (int step = 0; step < steps; step++) sum += stepper.Step(Wave(step));
        return sum;
    }

    private static double AllocatedBytes(IStepper stepper)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        Steps(stepper, OursPerRound);
        return (GC.GetAllocatedBytesForCurrentThread() - before) / (double)OursPerRound;
    }

    /// <summary>All begin with a state of zeros, and must forecast the same as the first.</summary>
    private static void CheckAgreement(params (string Name, IStepper Stepper)[] steppers)
    {
        const int Steps = 200;
        double[] worst = new double[steppers.Length];
        for (int step = 0; step < Steps; step++)
        {
            float input = Wave(step);
            float[] outputs = [.. steppers.Select(one => one.Stepper.Step(input))];
            for (int i = 1; i < outputs.Length; i++) worst[i] = Math.Max(worst[i], Math.Abs(outputs[i] - outputs[0]));
        }

        for (int i = 1; i < steppers.Length; i++) Agreement.Check(steppers[i].Name, worst[i], Tolerance);
    }

    private static float Wave(int step) => MathF.Sin(step % 1000 / 20f);
}
