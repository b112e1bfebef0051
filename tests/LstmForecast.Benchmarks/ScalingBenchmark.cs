using System.CommandLine;
using System.Diagnostics;

namespace LstmForecast.Benchmarks;

/// <summary>
/// Whether a hundred times as many series take a hundred times as long, and how much more memory: the activations of
/// all of them must not be there at once.
/// </summary>
/// <remarks>
/// The memory of a number of series is how far the resident memory of a process of its own grows over some evaluations
/// of loss and gradient, from when the data (inputs and targets, as tensors) and the network are there to the most there
/// was. So neither the data nor what the runtime and libtorch take for themselves is in it. The latter is made sure of by
/// evaluations of short series before: they load, compile and start what there is to, and the rest of what they took
/// is given back or, like the heap of libtorch, too small to hide anything. All numbers of series are measured alike.
/// </remarks>
internal static class ScalingBenchmark
{
    private const string MemoryFigure = "megabytes";

    /// <summary>Training evaluates hundreds of times; what an evaluation leaves, for good or for a while, is to show.</summary>
    private const int Evaluations = 10;

    private const int WarmUpLength = 10;
    private static readonly TimeSpan WarmUpTime = TimeSpan.FromSeconds(4);

    public static Command Command()
    {
        Option<int[]> series = Options.Numbers("--series", "Numbers of series, ascending.", 100, 1000, 10_000);
        Option<int> length = Options.With("--length", "Points in each.", 1000);
        Option<int[]> hidden = Options.Numbers("--hidden", "Units of each layer.", 16, 16);
        Option<int> rounds = Options.Rounds();
        // A number of series can be measured for memory alone: what a child process does.
        Option<bool> memoryOnly = Options.With("--memory-only", "Memory of the first number of series alone.", false);
        memoryOnly.Hidden = true;
        var command = new Command("scaling", "Time and memory by the number of series.")
        {
            series, length, hidden, rounds, memoryOnly,
        };
        command.SetAction(parsed =>
        {
            int[] counts = parsed.GetValue(series)!;
            int[] sizes = parsed.GetValue(hidden)!;
            if (parsed.GetValue(memoryOnly)) RunMemory(counts[0], parsed.GetValue(length), sizes);
            else Run(counts, parsed.GetValue(length), sizes, parsed.GetValue(rounds));
        });
        return command;
    }

    private static void Run(int[] series, int length, int[] hidden, int rounds)
    {
        double[] memory = [.. series.Select(count => ChildProcess.Figures(
            "scaling", "--memory-only", true,
            "--series", count, "--length", length, "--hidden", string.Join(',', hidden))
            [MemoryFigure])];
        for (int i = 0; i < series.Length; i++)
            Console.WriteLine($"{series[i]} series: {memory[i]:F1} MB at the peak, beyond the data");

        TrainingSetup[] setups = [.. series.Select(count => Setup(count, length, hidden))];
        TrainedLoss[] losses = [.. setups.Select(setup => setup.Ours())];
        Samples[] samples = Interleaved.Measure(
            rounds,
            [.. setups.Zip(losses, (setup, loss) =>
            {
                int count = setup.Batch.Windows;
                return new Contender($"{count} series, each", () => loss.Backward(setup.Batch), count);
            })]);
        foreach (TrainedLoss loss in losses) loss.Dispose();
        foreach (TrainingSetup setup in setups) setup.Dispose();
        Figures.Print(
            ("time-per-series-ratio", samples[^1].Over(samples[0])),
            ("memory-growth", memory[^1] / memory[0]));
    }

    private static void RunMemory(int series, int length, int[] hidden)
    {
        using (TrainingSetup small = Setup(100, WarmUpLength, hidden))
        using (TrainedLoss loss = small.Ours())
        {
            // The runtime compiles in the background for a while: what it takes for this has nothing to do with series.
            long start = Stopwatch.GetTimestamp();
            while (Stopwatch.GetElapsedTime(start) < WarmUpTime) loss.Backward(small.Batch);
        }

        using TrainingSetup setup = Setup(series, length, hidden);
        using TrainedLoss measured = setup.Ours();
        Figures.Print((MemoryFigure, ProcessMemory.PeakGrowth(() =>
        {
            for (int i = 0; i < Evaluations; i++) measured.Backward(setup.Batch);
        })));
    }

    private static TrainingSetup Setup(int series, int length, int[] hidden) =>
        new(SineWaves.Generate(series, length), hidden, Precision.Float32);
}
