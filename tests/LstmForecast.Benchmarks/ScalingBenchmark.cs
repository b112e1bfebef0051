using System.CommandLine;

namespace LstmForecast.Benchmarks;

/// <summary>
/// Whether a hundred times as many series take a hundred times as long, and how much more memory: the activations of
/// all of them must not be there at once.
/// </summary>
internal static class ScalingBenchmark
{
    private const string MemoryFigure = "megabytes";

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
                int count = (int)setup.Batch.Inputs.shape[0];
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
        using (TrainingSetup small = Setup(2, 10, hidden))
        using (TrainedLoss loss = small.Ours()) loss.Backward(small.Batch);

        using TrainingSetup setup = Setup(series, length, hidden);
        using TrainedLoss measured = setup.Ours();
        Figures.Print((MemoryFigure, ProcessMemory.PeakGrowth(() =>
        {
            measured.Backward(setup.Batch);
            measured.Backward(setup.Batch);
        })));
    }

    private static TrainingSetup Setup(int series, int length, int[] hidden) =>
        new(SineWaves.Generate(series, length), hidden, Precision.Float32);
}
