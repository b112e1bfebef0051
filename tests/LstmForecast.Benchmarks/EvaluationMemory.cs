using System.CommandLine;

namespace LstmForecast.Benchmarks;

/// <summary>What one evaluation takes of memory, in a process where nothing else has taken any.</summary>
internal static class EvaluationMemory
{
    public const string Ours = "ours";
    public const string LstmCell = "lstmcell";
    private const string Name = "evaluation-memory";
    private const string Figure = "megabytes";

    /// <summary>The hidden command that a child process runs.</summary>
    public static Command Command()
    {
        Option<string> engine = Options.With("--engine", $"{Ours} or {LstmCell}.", Ours);
        var command = new Command(Name, "Peak memory of an evaluation.") { engine };
        command.Hidden = true;
        Func<ParseResult, EvaluationSizes> sizes = EvaluationSizes.AddTo(command);
        command.SetAction(parsed => Run(sizes(parsed), parsed.GetValue(engine)!));
        return command;
    }

    /// <summary>Peak growth over an evaluation, in megabytes of 2^20 bytes, measured in a child process.</summary>
    public static double Megabytes(EvaluationSizes sizes, string engine) =>
        ChildProcess.Figures([Name, "--engine", engine, .. sizes.Arguments()])[Figure];

    private static void Run(EvaluationSizes sizes, string engine)
    {
        // What the runtime and libtorch take for themselves, once, is not what the evaluation takes.
        Evaluate(sizes with { Series = 2, Length = 10 }, engine, out _);
        Evaluate(sizes, engine, out double growth);
        Figures.Print((Figure, growth));
    }

    private static void Evaluate(EvaluationSizes sizes, string engine, out double growth)
    {
        using TrainingSetup setup = sizes.Setup();
        using TrainedLoss loss = engine == Ours ? setup.Ours() : setup.LstmCell();
        growth = ProcessMemory.PeakGrowth(() =>
        {
            // The second one meets what the first one left.
            loss.Backward(setup.Batch);
            loss.Backward(setup.Batch);
        });
    }
}
