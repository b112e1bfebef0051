using System.CommandLine;
using LstmForecast.Network;
using LstmForecast.Objectives;
using TorchSharp;
using static TorchSharp.torch;

namespace LstmForecast.Benchmarks;

/// <summary>
/// What most users train: mini-batches of windows of many short series, by AdamW. A whole <c>Fit</c> of one epoch, from series
/// to model, against the same number of updates of <c>nn.LSTM</c> by torch's AdamW on windows that were prepared beforehand.
/// </summary>
internal static class WindowsBenchmark
{
    private const int Members = 5;
    private const double Rate = 1e-3;

    public static Command Command()
    {
        Option<int> series = Options.With("--series", "How many series.", 1428);
        Option<int> length = Options.With("--length", "Points in each.", 245);
        Option<int> window = Options.With("--window", "Time steps of a window.", 60);
        Option<int> horizon = Options.With("--horizon", "Steps ahead, all at once.", 18);
        Option<int> hidden = Options.With("--hidden", "Units of the one layer.", 32);
        Option<int> batch = Options.With("--batch", "Windows in a mini-batch.", 64);
        Option<int> windows = Options.With("--windows", "Windows in the epoch; a multiple of the batch.", 24_576);
        Option<int> rounds = Options.Rounds();
        var command = new Command("windows", "Mini-batches of windows of many short series, by AdamW.")
        {
            series, length, window, horizon, hidden, batch, windows, rounds,
        };
        command.SetAction(parsed => Run(
            new Sizes(
                parsed.GetValue(series),
                parsed.GetValue(length),
                parsed.GetValue(window),
                parsed.GetValue(horizon),
                parsed.GetValue(hidden),
                parsed.GetValue(batch),
                parsed.GetValue(windows)),
            parsed.GetValue(rounds)));
        return command;
    }

    private static void Run(Sizes sizes, int rounds)
    {
        SeriesSet train = SineWaves.Generate(sizes.Series, sizes.Length);
        double data = sizes.Series * (double)sizes.Length * sizeof(double) / (1 << 20);
        // First, while nothing else has taken memory.
        Fit(sizes, train, members: 1);
        double memory = ProcessMemory.PeakGrowth(() => Fit(sizes, train, Members));

        Backend.NativeBackend.EnsureLoaded();
        using DisposeScope scope = NewDisposeScope();
        using var peer = new Peer(sizes);
        Samples[] samples = Interleaved.Measure(
            rounds, new Contender("ours", () => Fit(sizes, train, members: 1)), new Contender("nn.LSTM", peer.Epoch));
        Figures.Print(
            ("windows-per-second", sizes.Windows / samples[0].Median),
            ("ratio-nnlstm", samples[1].Over(samples[0])),
            ("data-mb", data),
            ("memory-ensemble-mb", memory),
            ("memory-over-data", memory / data));
    }

    private static void Fit(Sizes sizes, SeriesSet train, int members) => new SequenceForecaster(new ForecasterOptions
    {
        HiddenSizes = [sizes.Hidden],
        Horizon = sizes.Horizon,
        EnsembleSize = members,
    }).Fit(train, new AdamWTraining
    {
        Epochs = 1,
        LearningRate = Rate,
        BatchSize = sizes.Batch,
        RestoreEpoch = EpochChoice.Last,
        Windows = new WindowOptions { Length = sizes.Window, WindowsPerEpoch = sizes.Windows },
    });

    private sealed record Sizes(int Series, int Length, int Window, int Horizon, int Hidden, int Batch, int Windows);

    /// <summary>At every step of a window the network forecasts the whole horizon, as ours does.</summary>
    private sealed class Peer : IDisposable
    {
        private readonly Sizes _sizes;
        private readonly Tensor _inputs;
        private readonly Tensor _targets;
        private readonly NnLstm _network;
        private readonly optim.Optimizer _optimizer;

        public Peer(Sizes sizes)
        {
            _sizes = sizes;
            // What stands in them takes no time of its own; the batches are as large as ours.
            _inputs = randn([sizes.Windows, sizes.Window, 1]);
            _targets = randn([sizes.Batch, sizes.Window, sizes.Horizon]);
            var shape = new NetworkShape(1, [sizes.Hidden], [], sizes.Horizon, Normalization.None);
            _network = new NnLstm(WeightInitializer.Initialize(shape, seed: 0, Precision.Float32), ScalarType.Float32);
            _optimizer = optim.AdamW(_network.Weights, Rate);
        }

        public void Epoch()
        {
            for (int first = 0; first < _sizes.Windows; first += _sizes.Batch)
            {
                using DisposeScope scope = NewDisposeScope();
                _network.Backward(_inputs.narrow(0, first, _sizes.Batch), _targets);
                _optimizer.step();
            }
        }

        public void Dispose()
        {
            _optimizer.Dispose();
            _network.Dispose();
            _inputs.Dispose();
            _targets.Dispose();
        }
    }
}
