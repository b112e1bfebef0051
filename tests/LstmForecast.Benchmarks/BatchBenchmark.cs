using System.CommandLine;
using LstmForecast.Network;
using TorchSharp;
using static TorchSharp.torch;

namespace LstmForecast.Benchmarks;

/// <summary>Forecasts of many series in one call, against <c>nn.LSTM</c> with the same weights.</summary>
internal static class BatchBenchmark
{
    private const double Tolerance = 1e-4;

    public static Command Command()
    {
        Option<int> series = Options.With("--series", "How many series.", 10_000);
        Option<int> warmup = Options.With("--warmup", "Observations of each.", 200);
        Option<int> horizon = Options.With("--horizon", "Steps ahead.", 48);
        Option<int> hidden = Options.With("--hidden", "Units of each of the two layers.", 64);
        Option<int> chunk = Options.With(
            "--peer-chunk", "Series at once of nn.LSTM, which keeps all gates of all time steps in memory.", 1000);
        Option<int> rounds = Options.Rounds();
        var command = new Command("batch", "Forecasts of many series in one call.")
        {
            series, warmup, horizon, hidden, chunk, rounds,
        };
        command.SetAction(parsed => Run(
            new Sizes(
                parsed.GetValue(series),
                parsed.GetValue(warmup),
                parsed.GetValue(horizon),
                parsed.GetValue(hidden),
                parsed.GetValue(chunk)),
            parsed.GetValue(rounds)));
        return command;
    }

    private static void Run(Sizes sizes, int rounds)
    {
        NetworkWeights weights = Forecasting.Weights(sizes.Hidden, sizes.Hidden);
        TrainedForecaster model = Forecasting.Model(weights);
        SeriesSet histories = SineWaves.Generate(sizes.Series, sizes.Warmup);
        Backend.NativeBackend.EnsureLoaded();
        using DisposeScope scope = NewDisposeScope();
        using var peer = new NnLstm(weights, ScalarType.Float32);
        double[] values = [.. histories.SelectMany(series => series.Values.ToArray())];
        Tensor observed = tensor(values, [sizes.Series, sizes.Warmup, 1], ScalarType.Float32);

        // The last forecasts of each: made in the warm-up at the latest.
        IReadOnlyList<Forecast> ours = model.Forecast(histories, sizes.Horizon);
        float[][] theirs = PeerForecasts();
        Agreement.Check("nn.LSTM", Difference(ours, [.. theirs.SelectMany(chunk => chunk)]), Tolerance);

        Samples[] samples = Interleaved.Measure(
            rounds,
            new Contender("ours", () => ours = model.Forecast(histories, sizes.Horizon)),
            new Contender($"nn.LSTM, {sizes.Chunk} series at once", () => theirs = PeerForecasts()));
        Figures.Print(
            ("series-per-second", sizes.Series / samples[0].Median),
            ("ratio-nnlstm", samples[1].Over(samples[0])));

        float[][] PeerForecasts() =>
        [
            .. Enumerable.Range(0, (sizes.Series + sizes.Chunk - 1) / sizes.Chunk).Select(chunk =>
            {
                int first = chunk * sizes.Chunk;
                using Tensor part = observed.narrow(0, first, Math.Min(sizes.Chunk, sizes.Series - first));
                return peer.Forecast(part, sizes.Horizon);
            }),
        ];
    }

    private static double Difference(IReadOnlyList<Forecast> ours, float[] theirs) => ours
        .SelectMany(forecast => forecast.Values.ToArray())
        .Zip(theirs, (a, b) => Math.Abs(a - b))
        .Max();

    private sealed record Sizes(int Series, int Warmup, int Horizon, int Hidden, int Chunk);
}
