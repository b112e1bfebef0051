using System.CommandLine;
using System.Diagnostics;
using LstmForecast.TrainingData;

namespace LstmForecast.Benchmarks;

/// <summary>One training run until the target, in a process of its own, as TorchSharp's optimiser leaks.</summary>
internal static class ConvergenceRun
{
    public const string Ours = "ours";
    public const string Article = "article";
    public const string Loop = "article-loop";
    private const string Name = "convergence-run";
    private const int IterationsPerStep = 20;

    /// <summary>The hidden command that a child process runs.</summary>
    public static Command Command()
    {
        Option<string> mode = Options.With("--mode", $"{Ours}, {Article} or {Loop}.", Ours);
        Option<int> seed = Options.With("--seed", "What shifts and weights are drawn from.", 0);
        var command = new Command(Name, "One run until the target.") { mode, seed };
        command.Hidden = true;
        Func<ParseResult, ConvergenceSettings> settings = ConvergenceSettings.AddTo(command);
        command.SetAction(parsed =>
        {
            // What is loaded and compiled once is not what training takes.
            Run(parsed.GetValue(mode)!, 0, settings(parsed) with { Series = 5, Length = 20, Steps = 1, Target = 0 });
            ConvergenceOutcome outcome = Run(parsed.GetValue(mode)!, parsed.GetValue(seed), settings(parsed));
            Figures.Print(("evaluations", outcome.Evaluations), ("seconds", outcome.Seconds), ("loss", outcome.Loss));
        });
        return command;
    }

    public static ConvergenceOutcome InChild(string mode, int seed, ConvergenceSettings settings)
    {
        Dictionary<string, double> figures =
            ChildProcess.Figures([Name, "--mode", mode, "--seed", seed, .. settings.Arguments()]);
        return new ConvergenceOutcome(figures["evaluations"], figures["seconds"], figures["loss"]);
    }

    private static ConvergenceOutcome Run(string mode, int seed, ConvergenceSettings settings) => mode switch
    {
        Loop => ByLoop(seed, settings),
        Article => ByFit(new LbfgsOptions { LearningRate = 0.08, LineSearch = LineSearch.None }, seed, settings),
        _ => ByFit(new LbfgsOptions(), seed, settings),
    };

    private static ConvergenceOutcome ByFit(LbfgsOptions options, int seed, ConvergenceSettings settings)
    {
        (SeriesSet train, SeriesSet test) = settings.Data(seed);
        int epochs = settings.Steps;
        if (settings.EveryIteration)
        {
            // Curvature stays from step to step, so that steps of one iteration go the same way as longer ones.
            options = options with { MaxIterations = 1 };
            epochs *= IterationsPerStep;
        }

        using var reached = new CancellationTokenSource();
        double seconds = double.PositiveInfinity;
        var watch = Stopwatch.StartNew();
        var progress = new Reporter(report =>
        {
            if (!(report.ValidationLoss <= settings.Target)) return;
            seconds = watch.Elapsed.TotalSeconds;
            reached.Cancel();
        });
        var training = new LbfgsTraining
        {
            Epochs = epochs,
            Optimizer = options,
            OnCancellation = CancellationBehavior.ReturnBest,
        };
        var forecaster = new SequenceForecaster(
            new() { HiddenSizes = [settings.Hidden, settings.Hidden], Transforms = [], Seed = seed });
        EpochReport last = forecaster.Fit(train, training, test, progress, reached.Token).History.Epochs[^1];
        int evaluations = last.TotalEvaluations;
        // After a line search a step begins by evaluating anew where the one before ended: looking, not learning.
        if (settings.EveryIteration && options.LineSearch == LineSearch.StrongWolfe) evaluations -= last.Epoch - 1;
        return Outcome(evaluations, seconds, last.ValidationLoss!.Value);
    }

    private static ConvergenceOutcome ByLoop(int seed, ConvergenceSettings settings)
    {
        (SeriesSet train, SeriesSet test) = settings.Data(seed);
        var watch = Stopwatch.StartNew();
        using var setup = new TrainingSetup(train, [settings.Hidden, settings.Hidden], Precision.Float32, seed);
        using TrainingBatch validation = setup.BatchOf(test);
        using var loop = new ArticleLoop(setup);
        double loss = double.PositiveInfinity;
        for (int step = 0; step < settings.Steps && !(loss <= settings.Target); step++)
        {
            loop.Step();
            loss = loop.Validate(validation);
        }

        double seconds = loss <= settings.Target ? watch.Elapsed.TotalSeconds : double.PositiveInfinity;
        return Outcome(loop.Evaluations, seconds, loss);
    }

    private static ConvergenceOutcome Outcome(int evaluations, double seconds, double loss) =>
        new(double.IsFinite(seconds) ? evaluations : double.PositiveInfinity, seconds, loss);

    private sealed class Reporter(Action<EpochReport> report) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            if (value.Epoch is EpochReport epoch) report(epoch);
        }
    }
}
