using System.CommandLine;

namespace LstmForecast.Benchmarks;

/// <summary>
/// How many evaluations of loss and gradient the article's experiment needs until the validation loss is low enough:
/// with our default line search, and with the article's learning rate and none.
/// </summary>
internal static class ConvergenceBenchmark
{
    public static Command Command()
    {
        var seeds = new Option<int>("--seeds") { Description = "How many seeds, from 0 on.", DefaultValueFactory = _ => 5 };
        var target = new Option<double>("--target")
        {
            Description = "The validation loss to reach.",
            DefaultValueFactory = _ => 2e-4,
        };
        var epochs = new Option<int>("--steps") { Description = "When to give up.", DefaultValueFactory = _ => 20 };
        var command = new Command("convergence", "Evaluations until the sine waves are learnt.") { seeds, target, epochs };
        command.SetAction(parsed => Run(parsed.GetValue(seeds), parsed.GetValue(target), parsed.GetValue(epochs)));
        return command;
    }

    private static void Run(int seeds, double target, int epochs)
    {
        var modes = new (string Name, LbfgsOptions Options)[]
        {
            ("strong-wolfe", new LbfgsOptions()),
            ("article", new LbfgsOptions { LearningRate = 0.08, LineSearch = LineSearch.None }),
        };
        var medians = new List<(string Name, double Value)>();
        foreach ((string name, LbfgsOptions options) in modes)
        {
            double[] evaluations = [.. Enumerable.Range(0, seeds).Select(seed => Evaluations(name, options, seed, target, epochs))];
            medians.Add(($"evaluations-{name}", Median(evaluations)));
        }

        foreach ((string name, double value) in medians) Console.WriteLine($"figure {name} {value}");
    }

    /// <summary>Counted at the end of the step that reached the target; infinite if none did.</summary>
    private static double Evaluations(string name, LbfgsOptions options, int seed, double target, int epochs)
    {
        (SeriesSet train, SeriesSet test) = SineWaves.Generate(seed: seed).SplitBySeries(test: 3);
        using var reached = new CancellationTokenSource();
        var progress = new Reporter(report =>
        {
            if (report.ValidationLoss <= target) reached.Cancel();
        });
        var training = new LbfgsTraining
        {
            Epochs = epochs,
            Optimizer = options,
            OnCancellation = CancellationBehavior.ReturnBest,
        };
        TrainingHistory history = new SequenceForecaster(new() { Transforms = [], Seed = seed })
            .Fit(train, training, test, progress, reached.Token).History;
        EpochReport last = history.Epochs[^1];
        bool success = last.ValidationLoss <= target;
        Console.WriteLine(
            $"{name}, seed {seed}: {(success ? "reached" : "not reached")} at step {last.Epoch} after {last.TotalEvaluations} "
            + $"evaluations and {last.Elapsed.TotalSeconds:F1} s; validation {last.ValidationLoss:G3}, {history.StopReason}");
        return success ? last.TotalEvaluations : double.PositiveInfinity;
    }

    private static double Median(double[] values)
    {
        Array.Sort(values);
        int middle = values.Length / 2;
        return values.Length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }

    private sealed class Reporter(Action<EpochReport> report) : IProgress<EpochReport>
    {
        public void Report(EpochReport value) => report(value);
    }
}
